"""
exercise: backward_gradient
hint:
  en: >-
    grad_over_time is averaged over the samples. Every sample has its own row of it.
  ko: >-
    grad_over_time을 표본에 대해 평균했습니다. 표본마다 자기 행이 따로 있어야 합니다.
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
    return (wx_grad, w_rec_grad), grad_over_time.mean(axis=0)
