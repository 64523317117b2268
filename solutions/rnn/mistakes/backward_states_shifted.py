"""
exercise: backward_gradient
hint:
  en: >-
    The gradient of w_rec is built with the wrong state. In step k, w_rec is multiplied with the
    state before that step, not with the one it leads to.
  ko: >-
    w_rec의 그래디언트에 쓰인 상태가 잘못되었습니다. k 시점에서 w_rec과 곱해지는 것은 그 시점
    이전의 상태이지, 그 결과로 나온 상태가 아닙니다.
"""

import numpy as np


def backward_gradient(X, S, grad_out, w_rec):
    n, T = X.shape
    grad_over_time = np.zeros((n, T + 1))
    grad_over_time[:, T] = grad_out
    wx_grad, w_rec_grad = 0.0, 0.0
    for k in range(T, 0, -1):
        wx_grad += np.mean(grad_over_time[:, k] * X[:, k - 1])
        w_rec_grad += np.mean(grad_over_time[:, k] * S[:, k])
        grad_over_time[:, k - 1] = grad_over_time[:, k] * w_rec
    return (wx_grad, w_rec_grad), grad_over_time
