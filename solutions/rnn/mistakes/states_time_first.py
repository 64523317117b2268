"""
exercise: forward_states
hint:
  en: >-
    The axes of S are the other way round: a row is a sample, a column is a time step.
  ko: >-
    S의 축이 뒤바뀌어 있습니다. 행이 표본이고 열이 시점이어야 합니다.
"""

import numpy as np


def forward_states(X, wx, w_rec):
    states = [np.zeros(X.shape[0])]
    for k in range(X.shape[1]):
        states.append(X[:, k] * wx + states[-1] * w_rec)
    return np.array(states)
