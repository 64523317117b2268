"""
exercise: sgd
hint:
  en: >-
    The history has an entry for every step. It is measured once before training and once after
    every epoch.
  ko: >-
    history에 갱신할 때마다 값이 들어 있습니다. 학습 전에 한 번, 그리고 에폭이 끝날 때마다 한 번씩 잽니다.
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
            b = b - lr * grad_b
            history.append(mse(X, y, w, b))
    return w, b, history
