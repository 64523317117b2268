"""
exercise: truncated_backward
hint:
  en: >-
    Steps with fewer than k steps before them are left out. Their windows are shorter, but they
    count; with k above T nothing may be lost.
  ko: >-
    앞에 k개 시점이 다 없는 시점은 빠졌습니다. 구간이 짧을 뿐 함께 계산해야 하며, k가 T보다 커도
    잃는 것이 없어야 합니다.
"""

import numpy as np


def truncated_backward(X, H, Wx, Wrec, dH, k):
    n, T, d = X.shape
    dWx, dWrec, db = np.zeros_like(Wx), np.zeros_like(Wrec), np.zeros(len(Wrec))
    for t in range(k, T + 1):
        dh = dH[:, t]
        for step in range(t, max(t - k, 0), -1):
            da = dh * (1 - H[:, step] ** 2)
            dWx += X[:, step - 1].T @ da
            dWrec += H[:, step - 1].T @ da
            db += da.sum(axis=0)
            dh = da @ Wrec.T
    return dWx, dWrec, db
