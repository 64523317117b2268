"""
exercise: truncated_backward
hint:
  en: >-
    Going back multiplies by Wrec as if going forwards. Wrec is square, so no shape complains:
    on the way back rows and columns change roles.
  ko: >-
    거슬러 갈 때도 순전파와 똑같이 Wrec을 곱했습니다. 정방행렬이라 모양에서는 오류가 나지
    않지만, 거슬러 갈 때는 행과 열의 역할이 바뀝니다.
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
            dh = da @ Wrec
    return dWx, dWrec, db
