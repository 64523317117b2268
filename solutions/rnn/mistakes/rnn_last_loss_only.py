"""
exercise: rnn_backward
hint:
  en: >-
    Only dH of the last step is used. The loss looks at every state: its direct gradient must be
    added wherever you come past.
  ko: >-
    마지막 시점의 dH만 쓰였습니다. 손실은 모든 상태를 봅니다. 거슬러 가며 지나는 상태마다
    직접적인 그래디언트를 더해야 합니다.
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
        dh = da @ Wrec.T
    return dWx, dWrec, db, dh
