"""
exercise: sgd
hint:
  en: >-
    There is a step for every sample. A batch takes one step, along the mean gradient of its
    samples.
  ko: >-
    샘플마다 갱신하고 있습니다. 미니배치 하나에 한 번, 그 샘플들의 평균 그래디언트로 갱신합니다.
"""

import numpy as np


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    history = [mse(X, y, w, b)]
    for epoch in range(epochs):
        for index in np.concatenate(minibatches(n, batch_size, seed + epoch, replace)):
            batch = [index]
            grad_w, grad_b = mse_gradient(X[batch], y[batch], w, b)
            w = w - lr * grad_w
            b = b - lr * grad_b
        history.append(mse(X, y, w, b))
    return w, b, history
