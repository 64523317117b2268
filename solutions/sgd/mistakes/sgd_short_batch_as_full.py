"""
exercise: sgd
hint:
  en: >-
    A short batch is averaged as if it were full. The mean over a batch is divided by the number
    of samples that are really in it.
  ko: >-
    짧은 미니배치도 꽉 찬 것처럼 평균을 구했습니다. 미니배치의 평균은 실제로 들어 있는 샘플 수로 나눕니다.
"""

import numpy as np


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    history = [mse(X, y, w, b)]
    for epoch in range(epochs):
        for batch in minibatches(n, batch_size, seed + epoch, replace):
            r = X[batch] @ w + b - y[batch]
            grad_w = 2 * X[batch].T @ r / batch_size
            grad_b = 2 * np.sum(r) / batch_size
            w = w - lr * grad_w
            b = b - lr * grad_b
        history.append(mse(X, y, w, b))
    return w, b, history
