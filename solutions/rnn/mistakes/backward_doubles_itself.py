"""
exercise: backward_gradient
hint:
  en: >-
    The gradients of the weights stay zero: they are added to themselves instead of to what the
    step contributes.
  ko: >-
    가중치의 그래디언트가 0에 머물러 있습니다. 그 시점이 기여한 값이 아니라 자기 자신을 더하고
    있습니다.
"""

import numpy as np


def backward_gradient(X, S, grad_out, w_rec):
    n, T = X.shape
    grad_over_time = np.zeros((n, T + 1))
    grad_over_time[:, T] = grad_out
    wx_grad, w_rec_grad = 0.0, 0.0
    for k in range(T, 0, -1):
        wx_grad += wx_grad
        w_rec_grad += w_rec_grad
        grad_over_time[:, k - 1] = grad_over_time[:, k] * w_rec
    return (wx_grad, w_rec_grad), grad_over_time
