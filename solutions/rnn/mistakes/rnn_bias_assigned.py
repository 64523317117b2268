"""
exercise: rnn_backward
hint:
  en: >-
    The gradient of the bias holds one time step only. The bias is used at every step, so the
    steps must be added up as for the other weights.
  ko: >-
    편향의 그래디언트에 한 시점만 들어 있습니다. 편향도 모든 시점에서 쓰이므로 다른 가중치처럼
    시점에 대해 더해야 합니다.
"""

import numpy as np


def rnn_backward(X, H, Wx, Wrec, dH):
    n, T, d = X.shape
    dWx, dWrec, db = np.zeros_like(Wx), np.zeros_like(Wrec), np.zeros(len(Wrec))
    dh = dH[:, T]
    for k in range(T, 0, -1):
        da = dh * (1 - H[:, k] ** 2)
        dWx += X[:, k - 1].T @ da
        dWrec += H[:, k - 1].T @ da
        db = da.sum(axis=0)
        dh = dH[:, k - 1] + da @ Wrec.T
    return dWx, dWrec, db, dh
