"""
exercise: rnn_forward
hint:
  en: >-
    The initial state is taken to be zero. It is an argument here: both H[:, 0] and the first
    step depend on h0.
  ko: >-
    초기 상태를 0으로 두었습니다. 여기서는 초기 상태가 인자로 주어집니다. H[:, 0]도, 첫 시점의
    계산도 h0에 달려 있습니다.
"""

import numpy as np


def rnn_forward(X, h0, Wx, Wrec, b):
    n, T, d = X.shape
    H = np.zeros((n, T + 1, len(b)))
    H[:, 0] = 0
    for k in range(1, T + 1):
        H[:, k] = np.tanh(X[:, k - 1] @ Wx + H[:, k - 1] @ Wrec + b)
    return H
