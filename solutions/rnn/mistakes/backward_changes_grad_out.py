"""
exercise: backward_gradient
hint:
  en: >-
    A second name for an array is not a copy: what is multiplied in place is the caller's own
    grad_out.
  ko: >-
    배열에 이름을 하나 더 붙인다고 복사되는 것이 아닙니다. 제자리 곱셈이 호출한 쪽의 grad_out을
    바꿉니다.
recognised: false
"""

import numpy as np


def backward_gradient(X, S, grad_out, w_rec):
    n, T = X.shape
    grad_over_time = np.zeros((n, T + 1))
    grad_over_time[:, T] = grad_out
    wx_grad, w_rec_grad = 0.0, 0.0
    grad = grad_out
    for k in range(T, 0, -1):
        wx_grad += np.mean(grad * X[:, k - 1])
        w_rec_grad += np.mean(grad * S[:, k - 1])
        grad *= w_rec
        grad_over_time[:, k - 1] = grad
    return (wx_grad, w_rec_grad), grad_over_time
