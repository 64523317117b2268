"""
exercise: backward_gradient
hint:
  en: >-
    The two gradients are returned in the wrong order: wx comes first, then w_rec.
  ko: >-
    두 그래디언트를 돌려주는 순서가 바뀌었습니다. wx가 먼저이고 그다음이 w_rec입니다.
"""

import numpy as np


def backward_gradient(X, S, grad_out, w_rec):
    n, T = X.shape
    grad_over_time = np.zeros((n, T + 1))
    grad_over_time[:, T] = grad_out
    wx_grad, w_rec_grad = 0.0, 0.0
    for k in range(T, 0, -1):
        wx_grad += np.mean(grad_over_time[:, k] * X[:, k - 1])
        w_rec_grad += np.mean(grad_over_time[:, k] * S[:, k - 1])
        grad_over_time[:, k - 1] = grad_over_time[:, k] * w_rec
    return (w_rec_grad, wx_grad), grad_over_time
