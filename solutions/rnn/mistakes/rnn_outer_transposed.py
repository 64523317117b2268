"""
exercise: rnn_backward
hint:
  en: >-
    The gradient of Wrec is transposed. It is square, so no shape complains: an entry's row is
    the state it comes from, its column the state it goes to.
  ko: >-
    Wrec의 그래디언트가 전치되어 있습니다. 정방행렬이라 모양에서는 오류가 나지 않습니다. 원소의
    행은 출발하는 상태, 열은 도착하는 상태입니다.
"""

import numpy as np


def rnn_backward(X, H, Wx, Wrec, dH):
    n, T, d = X.shape
    dWx, dWrec, db = np.zeros_like(Wx), np.zeros_like(Wrec), np.zeros(len(Wrec))
    dh = dH[:, T]
    for k in range(T, 0, -1):
        da = dh * (1 - H[:, k] ** 2)
        dWx += X[:, k - 1].T @ da
        dWrec += da.T @ H[:, k - 1]
        db += da.sum(axis=0)
        dh = dH[:, k - 1] + da @ Wrec.T
    return dWx, dWrec, db, dh
