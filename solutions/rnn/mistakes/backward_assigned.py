"""
exercise: backward_gradient
hint:
  en: >-
    The loop replaces the gradients of the weights at each step instead of adding to them; only
    the last turn of the loop is left.
  ko: >-
    반복할 때마다 가중치의 그래디언트에 더하지 않고 새 값으로 바꿔 버립니다. 그래서 반복문의
    마지막 차례만 남습니다.
"""

import numpy as np


def backward_gradient(X, S, grad_out, w_rec):
    n, T = X.shape
    grad_over_time = np.zeros((n, T + 1))
    grad_over_time[:, T] = grad_out
    wx_grad, w_rec_grad = 0.0, 0.0
    for k in range(T, 0, -1):
        wx_grad = np.mean(grad_over_time[:, k] * X[:, k - 1])
        w_rec_grad = np.mean(grad_over_time[:, k] * S[:, k - 1])
        grad_over_time[:, k - 1] = grad_over_time[:, k] * w_rec
    return (wx_grad, w_rec_grad), grad_over_time
