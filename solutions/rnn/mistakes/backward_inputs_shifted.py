"""
exercise: backward_gradient
hint:
  en: >-
    The gradient of wx is built with the inputs of the neighbouring step. X has one column less
    than S: which column of X led to $s_k$?
  ko: >-
    wx의 그래디언트에 이웃한 시점의 입력이 쓰였습니다. X는 S보다 열이 하나 적습니다. $s_k$를 만든
    입력은 X의 몇 번째 열입니까?
"""

import numpy as np


def backward_gradient(X, S, grad_out, w_rec):
    n, T = X.shape
    grad_over_time = np.zeros((n, T + 1))
    grad_over_time[:, T] = grad_out
    wx_grad, w_rec_grad = 0.0, 0.0
    for k in range(T, 0, -1):
        wx_grad += np.mean(grad_over_time[:, k] * X[:, k - 2])
        w_rec_grad += np.mean(grad_over_time[:, k] * S[:, k - 1])
        grad_over_time[:, k - 1] = grad_over_time[:, k] * w_rec
    return (wx_grad, w_rec_grad), grad_over_time
