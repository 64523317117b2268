"""
exercise: backward_gradient
hint:
  en: >-
    The gradients of the weights are averaged over time. The shared weight's gradient is the sum
    over the steps; only the samples are averaged.
  ko: >-
    가중치의 그래디언트를 시간에 대해서도 평균했습니다. 공유하는 가중치의 그래디언트는 시점들의
    합이며, 평균은 표본에 대해서만 구합니다.
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
    return (wx_grad / T, w_rec_grad / T), grad_over_time
