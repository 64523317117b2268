"""
exercise: sgd
hint:
  en: >-
    b stays at zero. It is a parameter as well and takes a step with every batch.
  ko: >-
    b가 계속 0입니다. b도 모수이므로 미니배치마다 함께 갱신해야 합니다.
"""

import numpy as np


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    history = [mse(X, y, w, b)]
    for epoch in range(epochs):
        for batch in minibatches(n, batch_size, seed + epoch, replace):
            grad_w, grad_b = mse_gradient(X[batch], y[batch], w, b)
            w = w - lr * grad_w
        history.append(mse(X, y, w, b))
    return w, b, history
