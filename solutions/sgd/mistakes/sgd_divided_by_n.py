"""
exercise: sgd
hint:
  en: >-
    The gradient on a batch is divided by the number of all samples. It is a mean over the
    batch, so divide by the batch's size.
  ko: >-
    미니배치의 그래디언트를 전체 샘플 수로 나누었습니다. 미니배치에 대한 평균이므로 미니배치의 크기로 나눕니다.
"""

import numpy as np


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    history = [mse(X, y, w, b)]
    for epoch in range(epochs):
        for batch in minibatches(n, batch_size, seed + epoch, replace):
            r = X[batch] @ w + b - y[batch]
            grad_w = 2 * X[batch].T @ r / n
            grad_b = 2 * np.sum(r) / n
            w = w - lr * grad_w
            b = b - lr * grad_b
        history.append(mse(X, y, w, b))
    return w, b, history
