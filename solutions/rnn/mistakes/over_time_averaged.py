"""
exercise: backward_gradient
hint:
  en: >-
    The gradients of the weights are right, but grad_over_time is divided by n. It belongs to
    each sample's own loss; its last column is grad_out as it came.
  ko: >-
    가중치의 그래디언트는 맞지만 grad_over_time을 n으로 나누었습니다. 이것은 표본마다 자신의
    손실에 대한 값이고, 마지막 열은 받은 grad_out 그대로입니다.
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
    return (wx_grad, w_rec_grad), grad_over_time / n
