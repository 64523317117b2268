"""
exercise: rnn_backward
hint:
  en: >-
    The loop replaces the gradients at each step instead of adding to them; only the last turn
    of the loop is left.
  ko: >-
    반복할 때마다 그래디언트에 더하지 않고 새 값으로 바꿔 버립니다. 그래서 반복문의 마지막
    차례만 남습니다.
"""

import numpy as np


def rnn_backward(X, H, Wx, Wrec, dH):
    n, T, d = X.shape
    dWx, dWrec, db = np.zeros_like(Wx), np.zeros_like(Wrec), np.zeros(len(Wrec))
    dh = dH[:, T]
    for k in range(T, 0, -1):
        da = dh * (1 - H[:, k] ** 2)
        dWx = X[:, k - 1].T @ da
        dWrec = H[:, k - 1].T @ da
        db = da.sum(axis=0)
        dh = dH[:, k - 1] + da @ Wrec.T
    return dWx, dWrec, db, dh
