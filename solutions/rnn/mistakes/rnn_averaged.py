"""
exercise: rnn_backward
hint:
  en: >-
    The parameters' gradients are divided by n. If the loss is a mean, dH has that factor in it
    already; here nothing is averaged.
  ko: >-
    파라미터의 그래디언트를 n으로 나누었습니다. 손실이 평균이라면 dH 안에 이미 그 몫이 들어
    있으므로 여기서는 평균하지 않습니다.
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
        dh = dH[:, k - 1] + da @ Wrec.T
    return dWx / n, dWrec / n, db / n, dh
