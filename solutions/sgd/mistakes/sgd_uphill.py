"""
exercise: sgd
hint:
  en: >-
    The steps go uphill. The gradient points where the error grows; subtract it.
  ko: >-
    오르막으로 움직이고 있습니다. 그래디언트는 오차가 커지는 방향을 가리키므로 빼야 합니다.
"""

import numpy as np


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    history = [mse(X, y, w, b)]
    for epoch in range(epochs):
        for batch in minibatches(n, batch_size, seed + epoch, replace):
            grad_w, grad_b = mse_gradient(X[batch], y[batch], w, b)
            w = w + lr * grad_w
            b = b + lr * grad_b
        history.append(mse(X, y, w, b))
    return w, b, history
