"""
exercise: truncated_backward
hint:
  en: >-
    Inside a window, the direct gradients of its earlier steps are added again. They have
    windows of their own, so they are counted several times.
  ko: >-
    한 구간 안에서 앞 시점들의 직접적인 그래디언트를 또 더했습니다. 앞 시점들에는 자기 구간이
    따로 있으므로 여러 번 더해집니다.
"""

import numpy as np


def truncated_backward(X, H, Wx, Wrec, dH, k):
    n, T, d = X.shape
    dWx, dWrec, db = np.zeros_like(Wx), np.zeros_like(Wrec), np.zeros(len(Wrec))
    for t in range(1, T + 1):
        dh = dH[:, t]
        for step in range(t, max(t - k, 0), -1):
            da = dh * (1 - H[:, step] ** 2)
            dWx += X[:, step - 1].T @ da
            dWrec += H[:, step - 1].T @ da
            db += da.sum(axis=0)
            dh = dH[:, step - 1] + da @ Wrec.T
    return dWx, dWrec, db
