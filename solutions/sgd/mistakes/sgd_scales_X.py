"""
exercise: sgd
hint:
  en: >-
    The features are scaled in place, inside the caller's own X. Training must leave its
    arguments alone and use the features as they are.
  ko: >-
    호출한 쪽의 X를 그 자리에서 바꾸었습니다. 학습은 인자를 건드리지 않고 특성을 있는 그대로 써야 합니다.
recognised: false
"""

import numpy as np


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    X /= np.max(np.abs(X), axis=0)
    history = [mse(X, y, w, b)]
    for epoch in range(epochs):
        for batch in minibatches(n, batch_size, seed + epoch, replace):
            grad_w, grad_b = mse_gradient(X[batch], y[batch], w, b)
            w = w - lr * grad_w
            b = b - lr * grad_b
        history.append(mse(X, y, w, b))
    return w, b, history
