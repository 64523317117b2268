"""
exercise: truncated_backward
hint:
  en: >-
    The loss was cut instead of the reach: only the last k steps' direct gradients are used, and
    they go all the way back. Every step's counts, for k steps.
  ko: >-
    전해지는 거리가 아니라 손실을 끊었습니다. 마지막 k개 시점의 그래디언트만 쓰였고, 그것이
    끝까지 거슬러 갑니다. 모든 시점의 그래디언트가 k 시점씩 전해져야 합니다.
"""

import numpy as np


def truncated_backward(X, H, Wx, Wrec, dH, k):
    n, T, d = X.shape
    dWx, dWrec, db = np.zeros_like(Wx), np.zeros_like(Wrec), np.zeros(len(Wrec))
    for t in range(max(T - k, 0) + 1, T + 1):
        dh = dH[:, t]
        for step in range(t, 0, -1):
            da = dh * (1 - H[:, step] ** 2)
            dWx += X[:, step - 1].T @ da
            dWrec += H[:, step - 1].T @ da
            db += da.sum(axis=0)
            dh = da @ Wrec.T
    return dWx, dWrec, db
