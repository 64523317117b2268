"""
exercise: sgd
hint:
  en: >-
    The error before training is missing: the history has epochs + 1 entries, and the first
    belongs to the start.
  ko: >-
    학습하기 전의 오차가 빠졌습니다. history의 값은 epochs + 1개이고, 첫 값은 출발점의 오차입니다.
"""

import numpy as np


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    history = []
    for epoch in range(epochs):
        for batch in minibatches(n, batch_size, seed + epoch, replace):
            grad_w, grad_b = mse_gradient(X[batch], y[batch], w, b)
            w = w - lr * grad_w
            b = b - lr * grad_b
        history.append(mse(X, y, w, b))
    return w, b, history
