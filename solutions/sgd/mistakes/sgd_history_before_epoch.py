"""
exercise: sgd
hint:
  en: >-
    The entries are measured before each epoch, so the first comes twice and the error after the
    last epoch is missing.
  ko: >-
    오차를 에폭마다 시작하기 전에 재어서, 처음 값이 두 번 나오고 마지막 에폭이 끝난 뒤의 값이 없습니다.
"""

import numpy as np


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    history = [mse(X, y, w, b)]
    for epoch in range(epochs):
        history.append(mse(X, y, w, b))
        for batch in minibatches(n, batch_size, seed + epoch, replace):
            grad_w, grad_b = mse_gradient(X[batch], y[batch], w, b)
            w = w - lr * grad_w
            b = b - lr * grad_b
    return w, b, history
