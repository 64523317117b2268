"""
exercise: rnn_backward
hint:
  en: >-
    The gradient of Wrec is built with the state that the step gives. Wrec is multiplied with
    the state before it.
  ko: >-
    Wrec의 그래디언트에 그 시점이 내놓은 상태가 쓰였습니다. Wrec과 곱해지는 것은 그 시점 이전의
    상태입니다.
"""

import numpy as np


def rnn_backward(X, H, Wx, Wrec, dH):
    n, T, d = X.shape
    dWx, dWrec, db = np.zeros_like(Wx), np.zeros_like(Wrec), np.zeros(len(Wrec))
    dh = dH[:, T]
    for k in range(T, 0, -1):
        da = dh * (1 - H[:, k] ** 2)
        dWx += X[:, k - 1].T @ da
        dWrec += H[:, k].T @ da
        db += da.sum(axis=0)
        dh = dH[:, k - 1] + da @ Wrec.T
    return dWx, dWrec, db, dh
