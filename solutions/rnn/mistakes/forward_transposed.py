"""
exercise: rnn_forward
hint:
  en: >-
    Wrec is used transposed. It is square, so no shape complains; in $h_{k-1} W_{rec}$ the row
    vector stands on the left.
  ko: >-
    Wrec을 전치해서 썼습니다. 정방행렬이라 모양에서는 오류가 나지 않습니다. $h_{k-1} W_{rec}$에서는
    행벡터가 왼쪽에 있습니다.
"""

import numpy as np


def rnn_forward(X, h0, Wx, Wrec, b):
    n, T, d = X.shape
    H = np.zeros((n, T + 1, len(b)))
    H[:, 0] = h0
    for k in range(1, T + 1):
        H[:, k] = np.tanh(X[:, k - 1] @ Wx + H[:, k - 1] @ Wrec.T + b)
    return H
