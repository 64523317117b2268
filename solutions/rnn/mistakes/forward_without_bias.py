"""
exercise: rnn_forward
hint:
  en: >-
    The bias is missing from the pre-activation.
  ko: >-
    활성함수에 들어가기 전의 값에 편향이 빠져 있습니다.
"""

import numpy as np


def rnn_forward(X, h0, Wx, Wrec, b):
    n, T, d = X.shape
    H = np.zeros((n, T + 1, len(b)))
    H[:, 0] = h0
    for k in range(1, T + 1):
        H[:, k] = np.tanh(X[:, k - 1] @ Wx + H[:, k - 1] @ Wrec)
    return H
