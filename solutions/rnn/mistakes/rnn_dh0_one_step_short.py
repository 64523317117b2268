"""
exercise: rnn_backward
hint:
  en: >-
    What is returned as dh0 is the gradient at the first pre-activation. One more step back
    leads to h0.
  ko: >-
    dh0으로 돌려준 것은 첫 시점의 활성함수 이전 값에 대한 그래디언트입니다. 한 걸음 더 거슬러
    가야 h0에 닿습니다.
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
        dh = dH[:, k - 1] + da @ Wrec.T
    return dWx, dWrec, db, da
