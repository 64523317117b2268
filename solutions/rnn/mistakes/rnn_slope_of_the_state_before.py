"""
exercise: rnn_backward
hint:
  en: >-
    The derivative of tanh is taken at the state before the step. It belongs to the state that
    this tanh gave.
  ko: >-
    tanh의 도함수를 그 시점 이전의 상태에서 구했습니다. 그 tanh가 내놓은 상태에서 구해야 합니다.
"""

import numpy as np


def rnn_backward(X, H, Wx, Wrec, dH):
    n, T, d = X.shape
    dWx, dWrec, db = np.zeros_like(Wx), np.zeros_like(Wrec), np.zeros(len(Wrec))
    dh = dH[:, T]
    for k in range(T, 0, -1):
        da = dh * (1 - H[:, k - 1] ** 2)
        dWx += X[:, k - 1].T @ da
        dWrec += H[:, k - 1].T @ da
        db += da.sum(axis=0)
        dh = dH[:, k - 1] + da @ Wrec.T
    return dWx, dWrec, db, dh
