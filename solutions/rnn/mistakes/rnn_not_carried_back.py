"""
exercise: rnn_backward
hint:
  en: >-
    Every step only sees its own dH. What the later steps want of this state must be carried
    back and added.
  ko: >-
    시점마다 자기 자신의 dH밖에 보지 못합니다. 이후 시점들이 이 상태에 요구하는 몫을 거슬러
    가져와 더해야 합니다.
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
        dh = dH[:, k - 1]
    return dWx, dWrec, db, dh
