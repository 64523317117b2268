"""
exercise: sgd
hint:
  en: >-
    The length of a batch is written into the code. It comes from the argument batch_size.
  ko: >-
    미니배치의 크기가 코드에 숫자로 적혀 있습니다. 인자 batch_size에서 받아야 합니다.
"""

import numpy as np


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    history = [mse(X, y, w, b)]
    for epoch in range(epochs):
        for batch in minibatches(n, 2, seed + epoch, replace):
            grad_w, grad_b = mse_gradient(X[batch], y[batch], w, b)
            w = w - lr * grad_w
            b = b - lr * grad_b
        history.append(mse(X, y, w, b))
    return w, b, history
