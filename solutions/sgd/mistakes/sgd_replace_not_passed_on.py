"""
exercise: sgd
hint:
  en: >-
    replace=True changes nothing. Pass it on to minibatches.
  ko: >-
    replace=True로 바꾸어도 달라지는 것이 없습니다. minibatches에 그대로 넘겨주십시오.
recognised: false
"""

import numpy as np


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    history = [mse(X, y, w, b)]
    for epoch in range(epochs):
        for batch in minibatches(n, batch_size, seed + epoch):
            grad_w, grad_b = mse_gradient(X[batch], y[batch], w, b)
            w = w - lr * grad_w
            b = b - lr * grad_b
        history.append(mse(X, y, w, b))
    return w, b, history
