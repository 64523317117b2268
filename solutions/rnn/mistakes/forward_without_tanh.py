"""
exercise: rnn_forward
hint:
  en: >-
    The states are those of a linear network: the tanh is missing.
  ko: >-
    상태가 선형 신경망의 상태와 같습니다. tanh가 빠져 있습니다.
"""

import numpy as np


def rnn_forward(X, h0, Wx, Wrec, b):
    n, T, d = X.shape
    H = np.zeros((n, T + 1, len(b)))
    H[:, 0] = h0
    for k in range(1, T + 1):
        H[:, k] = X[:, k - 1] @ Wx + H[:, k - 1] @ Wrec + b
    return H
