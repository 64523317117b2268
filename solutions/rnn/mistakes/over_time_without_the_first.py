"""
exercise: backward_gradient
hint:
  en: >-
    The gradients of the weights are right, but column 0 of grad_over_time is empty. The initial
    state has a gradient, too: the loop stops one column early.
  ko: >-
    가중치의 그래디언트는 맞지만 grad_over_time의 0번째 열이 비어 있습니다. 초기 상태에도
    그래디언트가 있습니다. 반복이 한 열 일찍 끝납니다.
"""

import numpy as np


def backward_gradient(X, S, grad_out, w_rec):
    n, T = X.shape
    grad_over_time = np.zeros((n, T + 1))
    grad_over_time[:, T] = grad_out
    for k in range(T - 1, 0, -1):
        grad_over_time[:, k] = grad_over_time[:, k + 1] * w_rec
    wx_grad = np.sum(np.mean(grad_over_time[:, 1:] * X, axis=0))
    w_rec_grad = np.sum(np.mean(grad_over_time[:, 1:] * S[:, :-1], axis=0))
    return (wx_grad, w_rec_grad), grad_over_time
