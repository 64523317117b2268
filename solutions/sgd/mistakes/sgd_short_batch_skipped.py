"""
exercise: sgd
hint:
  en: >-
    The last short batch gets no step. Its samples count like all the others.
  ko: >-
    마지막 짧은 미니배치로는 갱신하지 않았습니다. 그 샘플들도 다른 샘플과 똑같이 써야 합니다.
"""

import numpy as np


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    history = [mse(X, y, w, b)]
    for epoch in range(epochs):
        for batch in minibatches(n, batch_size, seed + epoch, replace):
            if len(batch) < batch_size:
                continue
            grad_w, grad_b = mse_gradient(X[batch], y[batch], w, b)
            w = w - lr * grad_w
            b = b - lr * grad_b
        history.append(mse(X, y, w, b))
    return w, b, history
