"""
exercise: rnn_forward
hint:
  en: >-
    Every step starts from h0. The state that one step returns is what the next one must be
    given.
  ko: >-
    모든 시점이 h0에서 출발합니다. 한 시점이 돌려준 상태를 다음 시점에 넘겨주어야 합니다.
"""

import numpy as np


def rnn_forward(X, h0, Wx, Wrec, b):
    n, T, d = X.shape
    H = np.zeros((n, T + 1, len(b)))
    H[:, 0] = h0
    for k in range(1, T + 1):
        H[:, k] = np.tanh(X[:, k - 1] @ Wx + h0 @ Wrec + b)
    return H
