"""
exercise: sgd
hint:
  en: >-
    The learning rate is applied twice, so the steps are far too short.
  ko: >-
    학습률을 두 번 곱해서 걸음이 너무 짧습니다.
"""

import numpy as np


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    history = [mse(X, y, w, b)]
    for epoch in range(epochs):
        for batch in minibatches(n, batch_size, seed + epoch, replace):
            grad_w, grad_b = mse_gradient(X[batch], y[batch], w, b)
            w = w - lr * lr * grad_w
            b = b - lr * lr * grad_b
        history.append(mse(X, y, w, b))
    return w, b, history
