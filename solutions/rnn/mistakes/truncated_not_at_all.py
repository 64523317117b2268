"""
exercise: truncated_backward
hint:
  en: >-
    k has no effect: every gradient goes all the way back to the start.
  ko: >-
    k가 아무 영향을 주지 않습니다. 모든 그래디언트가 처음까지 거슬러 갑니다.
"""

import numpy as np


def truncated_backward(X, H, Wx, Wrec, dH, k):
    n, T, d = X.shape
    dWx, dWrec, db = np.zeros_like(Wx), np.zeros_like(Wrec), np.zeros(len(Wrec))
    for t in range(1, T + 1):
        dh = dH[:, t]
        for step in range(t, 0, -1):
            da = dh * (1 - H[:, step] ** 2)
            dWx += X[:, step - 1].T @ da
            dWrec += H[:, step - 1].T @ da
            db += da.sum(axis=0)
            dh = da @ Wrec.T
    return dWx, dWrec, db
