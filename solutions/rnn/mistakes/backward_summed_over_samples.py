"""
exercise: backward_gradient
hint:
  en: >-
    The gradients of the weights are summed over the samples, but the loss is their mean: 1/n is
    missing.
  ko: >-
    가중치의 그래디언트를 표본에 대해 더하기만 했습니다. 손실은 표본의 평균이므로 1/n이 빠져
    있습니다.
"""

import numpy as np


def backward_gradient(X, S, grad_out, w_rec):
    n, T = X.shape
    grad_over_time = np.zeros((n, T + 1))
    grad_over_time[:, T] = grad_out
    wx_grad, w_rec_grad = 0.0, 0.0
    for k in range(T, 0, -1):
        wx_grad += np.sum(grad_over_time[:, k] * X[:, k - 1])
        w_rec_grad += np.sum(grad_over_time[:, k] * S[:, k - 1])
        grad_over_time[:, k - 1] = grad_over_time[:, k] * w_rec
    return (wx_grad, w_rec_grad), grad_over_time
