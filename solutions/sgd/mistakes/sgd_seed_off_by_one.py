"""
exercise: sgd
hint:
  en: >-
    The epochs use the batches of another seed. Epochs count from 0, so the first one takes
    those of seed itself.
  ko: >-
    에폭마다 다른 seed의 미니배치를 씁니다. 에폭은 0부터 세므로 첫 에폭에서는 seed 그대로의 미니배치를 씁니다.
recognised: false
"""

import numpy as np


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    history = [mse(X, y, w, b)]
    for epoch in range(1, epochs + 1):
        for batch in minibatches(n, batch_size, seed + epoch, replace):
            grad_w, grad_b = mse_gradient(X[batch], y[batch], w, b)
            w = w - lr * grad_w
            b = b - lr * grad_b
        history.append(mse(X, y, w, b))
    return w, b, history
