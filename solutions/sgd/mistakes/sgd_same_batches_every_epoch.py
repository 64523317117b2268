"""
exercise: sgd
hint:
  en: >-
    Every epoch goes through the same batches in the same order. Epoch e takes those of seed +
    e.
  ko: >-
    모든 에폭이 같은 미니배치를 같은 순서로 씁니다. 에폭 e에서는 seed + e의 미니배치를 씁니다.
recognised: false
"""

import numpy as np


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    history = [mse(X, y, w, b)]
    for epoch in range(epochs):
        for batch in minibatches(n, batch_size, seed, replace):
            grad_w, grad_b = mse_gradient(X[batch], y[batch], w, b)
            w = w - lr * grad_w
            b = b - lr * grad_b
        history.append(mse(X, y, w, b))
    return w, b, history
