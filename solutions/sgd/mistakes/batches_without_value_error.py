"""
exercise: minibatches
hint:
  en: >-
    Nonsense such as n = 0 or batch_size = 0 has to be refused with a ValueError, before
    anything is drawn.
  ko: >-
    n = 0이나 batch_size = 0처럼 말이 되지 않는 값은 뽑기 전에 ValueError로 거절해야 합니다.
recognised: false
"""

import numpy as np


def minibatches(n, batch_size, seed, replace=False):
    if n < 1 or batch_size < 1:
        return []
    rng = np.random.default_rng(seed)
    if replace:
        return [rng.integers(n, size=batch_size) for _ in range(0, n, batch_size)]
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]
