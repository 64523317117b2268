"""
exercise: backward_gradient
hint:
  en: >-
    The gradients of the weights are right, but the columns of grad_over_time run backwards.
    They were found from the end on; column k must belong to $s_k$.
  ko: >-
    가중치의 그래디언트는 맞지만 grad_over_time의 열이 거꾸로 놓여 있습니다. 끝에서부터
    구했더라도 k번째 열은 $s_k$의 것이어야 합니다.
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
    return (wx_grad, w_rec_grad), grad_over_time[:, ::-1]
