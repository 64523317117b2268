"""
exercise: truncated_backward
hint:
  en: >-
    Each gradient reaches k + 1 steps. The step t where it starts is the first of the k: count
    what k = 1 should mean.
  ko: >-
    그래디언트가 k + 1개 시점까지 전해집니다. 출발하는 시점 t가 k개 중 첫 번째입니다. k = 1이
    무슨 뜻인지 세어 보시기 바랍니다.
"""

import numpy as np


def truncated_backward(X, H, Wx, Wrec, dH, k):
    n, T, d = X.shape
    dWx, dWrec, db = np.zeros_like(Wx), np.zeros_like(Wrec), np.zeros(len(Wrec))
    for t in range(1, T + 1):
        dh = dH[:, t]
        for step in range(t, max(t - k - 1, 0), -1):
            da = dh * (1 - H[:, step] ** 2)
            dWx += X[:, step - 1].T @ da
            dWrec += H[:, step - 1].T @ da
            db += da.sum(axis=0)
            dh = da @ Wrec.T
    return dWx, dWrec, db
