"""
exercise: backward_gradient
hint:
  en: >-
    The gradient goes back through the states unchanged. Each step back has a factor: how much
    does $s_k$ change if $s_{k-1}$ does?
  ko: >-
    그래디언트가 상태를 거슬러 가는 동안 그대로입니다. 한 시점 거슬러 갈 때마다 곱해지는 값이
    있습니다. $s_{k-1}$이 바뀌면 $s_k$는 얼마나 바뀝니까?
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
        grad_over_time[:, k - 1] = grad_over_time[:, k]
    return (wx_grad, w_rec_grad), grad_over_time
