"""
exercise: sgd
hint:
  en: >-
    The learning rate has no effect. Each step subtracts lr times the gradient.
  ko: >-
    학습률이 결과에 영향을 주지 않습니다. 갱신할 때마다 그래디언트에 lr을 곱하여 뺍니다.
"""

import numpy as np


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    history = [mse(X, y, w, b)]
    for epoch in range(epochs):
        for batch in minibatches(n, batch_size, seed + epoch, replace):
            grad_w, grad_b = mse_gradient(X[batch], y[batch], w, b)
            w = w - grad_w
            b = b - grad_b
        history.append(mse(X, y, w, b))
    return w, b, history
