"""
exercise: rnn_backward
hint:
  en: >-
    The way back skips the tanh: its derivative is missing from every step.
  ko: >-
    거슬러 가면서 tanh를 건너뛰었습니다. 시점마다 tanh의 도함수를 곱해야 합니다.
"""

import numpy as np


def rnn_backward(X, H, Wx, Wrec, dH):
    n, T, d = X.shape
    dWx, dWrec, db = np.zeros_like(Wx), np.zeros_like(Wrec), np.zeros(len(Wrec))
    dh = dH[:, T]
    for k in range(T, 0, -1):
        da = dh
        dWx += X[:, k - 1].T @ da
        dWrec += H[:, k - 1].T @ da
        db += da.sum(axis=0)
        dh = dH[:, k - 1] + da @ Wrec.T
    return dWx, dWrec, db, dh
