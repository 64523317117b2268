"""
exercise: forward_states
hint:
  en: >-
    Every step seems to start from the initial state. What one step returns is what the next one
    must be given.
  ko: >-
    모든 시점이 초기 상태에서 출발하는 것으로 보입니다. 한 시점이 돌려준 상태를 다음 시점에
    넘겨주어야 합니다.
"""

import numpy as np


def forward_states(X, wx, w_rec):
    n, T = X.shape
    S = np.zeros((n, T + 1))
    for k in range(T):
        S[:, k + 1] = X[:, k] * wx + S[:, 0] * w_rec
    return S
