"""
exercise: backward_gradient
hint:
  en: >-
    Only the last time step goes into the weights. Each weight is used at every step, so what
    every step contributes must be added up.
  ko: >-
    마지막 시점만 가중치의 그래디언트에 들어갑니다. 가중치는 모든 시점에서 쓰이므로 모든 시점이
    기여한 값을 더해야 합니다.
"""

import numpy as np


def backward_gradient(X, S, grad_out, w_rec):
    n, T = X.shape
    grad_over_time = np.zeros((n, T + 1))
    grad_over_time[:, T] = grad_out
    for k in range(T, 0, -1):
        grad_over_time[:, k - 1] = grad_over_time[:, k] * w_rec
    wx_grad = np.mean(grad_out * X[:, T - 1])
    w_rec_grad = np.mean(grad_out * S[:, T - 1])
    return (wx_grad, w_rec_grad), grad_over_time
