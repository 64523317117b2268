"""
exercise: backward_gradient
hint:
  en: >-
    The gradients of the weights are divided by n twice: taking the mean over the samples is one
    division already.
  ko: >-
    가중치의 그래디언트를 n으로 두 번 나누었습니다. 표본에 대한 평균을 구할 때 이미 한 번 나눈
    것입니다.
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
    return (wx_grad / n, w_rec_grad / n), grad_over_time
