"""
exercise: rnn_forward
hint:
  en: >-
    h0 is used as the place to compute in, and so the caller's initial state is overwritten.
    Give every step a new array.
  ko: >-
    h0을 계산하는 자리로 써서 호출한 쪽의 초기 상태가 덮어써집니다. 시점마다 새 배열을 만들어야
    합니다.
recognised: false
"""

import numpy as np


def rnn_forward(X, h0, Wx, Wrec, b):
    n, T, d = X.shape
    H = np.zeros((n, T + 1, len(b)))
    h = h0
    H[:, 0] = h
    for k in range(T):
        h[:] = np.tanh(X[:, k] @ Wx + h @ Wrec + b)
        H[:, k + 1] = h
    return H
