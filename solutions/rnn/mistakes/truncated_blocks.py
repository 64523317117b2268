"""
exercise: truncated_backward
hint:
  en: >-
    The sequence is cut into blocks of k steps, so the first step of a block reaches only
    itself. Each step's gradient must reach k steps, wherever it starts.
  ko: >-
    시퀀스를 k 시점짜리 블록으로 잘랐습니다. 그러면 블록의 첫 시점은 자기 자신에게만 닿습니다.
    어디에서 출발하든 k개 시점까지 전해져야 합니다.
"""

import numpy as np


def truncated_backward(X, H, Wx, Wrec, dH, k):
    n, T, d = X.shape
    dWx, dWrec, db = np.zeros_like(Wx), np.zeros_like(Wrec), np.zeros(len(Wrec))
    for t in range(1, T + 1):
        dh = dH[:, t]
        for step in range(t, (t - 1) // k * k, -1):
            da = dh * (1 - H[:, step] ** 2)
            dWx += X[:, step - 1].T @ da
            dWrec += H[:, step - 1].T @ da
            db += da.sum(axis=0)
            dh = da @ Wrec.T
    return dWx, dWrec, db
