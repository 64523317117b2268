"""
exercise: backward_gradient
hint:
  en: >-
    The gradients of the weights have the wrong sign. The step against the gradient is the
    optimiser's business, not this function's.
  ko: >-
    가중치의 그래디언트의 부호가 반대입니다. 그래디언트의 반대 방향으로 움직이는 것은 최적화
    단계의 일이지 이 함수의 일이 아닙니다.
"""

import numpy as np


def backward_gradient(X, S, grad_out, w_rec):
    n, T = X.shape
    grad_over_time = np.zeros((n, T + 1))
    grad_over_time[:, T] = grad_out
    wx_grad, w_rec_grad = 0.0, 0.0
    for k in range(T, 0, -1):
        wx_grad -= np.mean(grad_over_time[:, k] * X[:, k - 1])
        w_rec_grad -= np.mean(grad_over_time[:, k] * S[:, k - 1])
        grad_over_time[:, k - 1] = grad_over_time[:, k] * w_rec
    return (wx_grad, w_rec_grad), grad_over_time
