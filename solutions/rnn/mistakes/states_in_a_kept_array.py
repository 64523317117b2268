"""
exercise: forward_states
hint:
  en: >-
    An array that outlives the call is added to again. Make it inside the function, so that
    every call starts from zero.
  ko: >-
    호출이 끝나도 남아 있는 배열에 값이 다시 더해집니다. 호출할 때마다 0에서 시작하도록 함수
    안에서 배열을 만들어야 합니다.
recognised: false
"""

import numpy as np


kept = {}


def forward_states(X, wx, w_rec):
    n, T = X.shape
    S = kept.setdefault((n, T), np.zeros((n, T + 1)))
    for k in range(T):
        S[:, k + 1] += X[:, k] * wx + S[:, k] * w_rec
    return S.copy()
