"""
exercise: sgd
hint:
  en: >-
    The history is measured on a batch. It is the mse on all the data; the error on a batch says
    as much about the batch as about the model.
  ko: >-
    history를 미니배치에서 재었습니다. 전체 데이터에서 잰 MSE여야 합니다. 미니배치의 오차는 모델뿐 아니라 어떤 미니배치인지에도 좌우됩니다.
recognised: false
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
        history.append(mse(X[batch], y[batch], w, b))
    return w, b, history
