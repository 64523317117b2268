"""
exercise: backward_gradient
hint:
  en: >-
    The gradients of the weights are right, but only the last column of grad_over_time is
    filled. Store what you carry back at every step.
  ko: >-
    가중치의 그래디언트는 맞지만 grad_over_time은 마지막 열만 채워져 있습니다. 거슬러 가며 구한
    값을 시점마다 저장해야 합니다.
"""

import numpy as np


def backward_gradient(X, S, grad_out, w_rec):
    n, T = X.shape
    grad_over_time = np.zeros((n, T + 1))
    grad_over_time[:, T] = grad_out
    grad = grad_out
    wx_grad, w_rec_grad = 0.0, 0.0
    for k in range(T, 0, -1):
        wx_grad += np.mean(grad * X[:, k - 1])
        w_rec_grad += np.mean(grad * S[:, k - 1])
        grad = grad * w_rec
    return (wx_grad, w_rec_grad), grad_over_time
