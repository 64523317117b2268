"""
exercise: forward_states
hint:
  en: >-
    Only the last state is kept. The backward pass needs all of them: keep every state, the
    zeros at the start included.
  ko: >-
    마지막 상태만 남아 있습니다. 역전파에는 모든 상태가 필요하므로 처음의 0을 포함해 전부
    저장해야 합니다.
"""

import numpy as np


def forward_states(X, wx, w_rec):
    s = np.zeros(X.shape[0])
    for k in range(X.shape[1]):
        s = X[:, k] * wx + s * w_rec
    return s
