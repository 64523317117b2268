"""
exercise: truncated_backward
hint:
  en: >-
    Only the last k steps of the sequence are looked at. Every step t has a window of its own,
    ending at t.
  ko: >-
    시퀀스의 마지막 k개 시점만 보았습니다. 시점 t마다 t에서 끝나는 자기만의 구간이 있습니다.
"""

import numpy as np


def truncated_backward(X, H, Wx, Wrec, dH, k):
    n, T, d = X.shape
    dWx, dWrec, db = np.zeros_like(Wx), np.zeros_like(Wrec), np.zeros(len(Wrec))
    dh = dH[:, T]
    for step in range(T, max(T - k, 0), -1):
        da = dh * (1 - H[:, step] ** 2)
        dWx += X[:, step - 1].T @ da
        dWrec += H[:, step - 1].T @ da
        db += da.sum(axis=0)
        dh = dH[:, step - 1] + da @ Wrec.T
    return dWx, dWrec, db
