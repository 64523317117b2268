"""
exercise: rnn_backward
hint:
  en: >-
    What comes back is added into dH itself, which belongs to the caller. Keep it in an array of
    your own.
  ko: >-
    거슬러 온 값을 호출한 쪽의 dH에 바로 더했습니다. 따로 만든 배열에 담아야 합니다.
recognised: false
"""

import numpy as np


def rnn_backward(X, H, Wx, Wrec, dH):
    n, T, d = X.shape
    dWx, dWrec, db = np.zeros_like(Wx), np.zeros_like(Wrec), np.zeros(len(Wrec))
    for k in range(T, 0, -1):
        da = dH[:, k] * (1 - H[:, k] ** 2)
        dWx += X[:, k - 1].T @ da
        dWrec += H[:, k - 1].T @ da
        db += da.sum(axis=0)
        dH[:, k - 1] += da @ Wrec.T
    return dWx, dWrec, db, dH[:, 0].copy()
