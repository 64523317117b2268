"""
exercise: sgd
hint:
  en: >-
    Each step uses the gradient on all the data; the batch only counts the steps. Cut X and y
    down to the batch's samples first.
  ko: >-
    갱신할 때마다 전체 데이터의 그래디언트를 씁니다. 미니배치는 갱신 횟수만 정하고 있습니다. 먼저 X와 y에서 미니배치의 샘플만 골라내십시오.
recognised: false
"""

import numpy as np


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    history = [mse(X, y, w, b)]
    for epoch in range(epochs):
        for batch in minibatches(n, batch_size, seed + epoch, replace):
            grad_w, grad_b = mse_gradient(X, y, w, b)
            w = w - lr * grad_w
            b = b - lr * grad_b
        history.append(mse(X, y, w, b))
    return w, b, history
