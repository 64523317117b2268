"""
exercise: rnn_backward
hint:
  en: >-
    The parameters are right, but dh0 lacks dH[:, 0]: the loss may look at the initial state
    directly as well.
  ko: >-
    파라미터의 그래디언트는 맞지만 dh0에 dH[:, 0]이 빠져 있습니다. 손실은 초기 상태도 직접 볼 수
    있습니다.
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
        db += da.sum(axis=0)
        dh = da @ Wrec.T + (dH[:, k - 1] if k > 1 else 0)
    return dWx, dWrec, db, dh
