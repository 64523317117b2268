"""
exercise: forward_states
hint:
  en: >-
    The column of zeros is missing. There is one state more than there are inputs: the state
    before anything was read belongs to S as well.
  ko: >-
    0으로 된 첫 열이 빠져 있습니다. 상태는 입력보다 하나 더 많습니다. 아무것도 읽기 전의 상태도
    S에 들어가야 합니다.
"""

import numpy as np


def forward_states(X, wx, w_rec):
    n, T = X.shape
    S = np.zeros((n, T))
    s = np.zeros(n)
    for k in range(T):
        s = X[:, k] * wx + s * w_rec
        S[:, k] = s
    return S
