"""
exercise: rnn_backward
hint:
  en: >-
    Going back multiplies by Wrec as if going forwards. Wrec is square, so no shape complains:
    on the way back rows and columns change roles.
  ko: >-
    거슬러 갈 때도 순전파와 똑같이 Wrec을 곱했습니다. 정방행렬이라 모양에서는 오류가 나지
    않지만, 거슬러 갈 때는 행과 열의 역할이 바뀝니다.
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
        dh = dH[:, k - 1] + da @ Wrec
    return dWx, dWrec, db, dh
