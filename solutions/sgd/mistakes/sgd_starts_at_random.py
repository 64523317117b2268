"""
exercise: sgd
hint:
  en: >-
    The first entry of the history is not the error at zeros. Training starts with w and b at
    zero.
  ko: >-
    history의 첫 값이 0에서의 오차가 아닙니다. 학습은 w와 b가 모두 0인 곳에서 시작합니다.
"""

import numpy as np


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    n, d = X.shape
    w, b = np.random.default_rng(0).normal(size=d), 0.0
    history = [mse(X, y, w, b)]
    for epoch in range(epochs):
        for batch in minibatches(n, batch_size, seed + epoch, replace):
            grad_w, grad_b = mse_gradient(X[batch], y[batch], w, b)
            w = w - lr * grad_w
            b = b - lr * grad_b
        history.append(mse(X, y, w, b))
    return w, b, history
