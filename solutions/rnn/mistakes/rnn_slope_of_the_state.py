"""
exercise: rnn_backward
hint:
  en: >-
    tanh is applied once too often in its derivative. H holds tanh(a) already, and that is all
    that 1 − tanh²(a) needs.
  ko: >-
    도함수에서 tanh를 한 번 더 적용했습니다. H에는 이미 tanh(a)가 들어 있으며, 1 − tanh²(a)를
    구하는 데에는 그것으로 충분합니다.
"""

import numpy as np


def rnn_backward(X, H, Wx, Wrec, dH):
    n, T, d = X.shape
    dWx, dWrec, db = np.zeros_like(Wx), np.zeros_like(Wrec), np.zeros(len(Wrec))
    dh = dH[:, T]
    for k in range(T, 0, -1):
        da = dh * (1 - np.tanh(H[:, k]) ** 2)
        dWx += X[:, k - 1].T @ da
        dWrec += H[:, k - 1].T @ da
        db += da.sum(axis=0)
        dh = dH[:, k - 1] + da @ Wrec.T
    return dWx, dWrec, db, dh
