"""
exercise: backward_gradient
hint:
  en: >-
    The gradient of w_rec is built with the inputs. Ask for each weight what it is multiplied
    with in a step: wx meets the input, w_rec the state before.
  ko: >-
    w_rec의 그래디언트에 입력이 쓰였습니다. 한 시점에서 각 가중치가 무엇과 곱해지는지 따져
    보아야 합니다. wx는 입력과, w_rec은 이전 상태와 곱해집니다.
"""

import numpy as np


def backward_gradient(X, S, grad_out, w_rec):
    n, T = X.shape
    grad_over_time = np.zeros((n, T + 1))
    grad_over_time[:, T] = grad_out
    wx_grad, w_rec_grad = 0.0, 0.0
    for k in range(T, 0, -1):
        wx_grad += np.mean(grad_over_time[:, k] * X[:, k - 1])
        w_rec_grad += np.mean(grad_over_time[:, k] * X[:, k - 1])
        grad_over_time[:, k - 1] = grad_over_time[:, k] * w_rec
    return (wx_grad, w_rec_grad), grad_over_time
