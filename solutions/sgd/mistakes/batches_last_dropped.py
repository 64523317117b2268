"""
exercise: minibatches
hint:
  en: >-
    The last short batch is missing, and its samples are never used in this epoch. Where
    batch_size does not divide n, one more batch holds the remainder.
  ko: >-
    마지막 짧은 미니배치가 빠져서 그 샘플들이 이번 에폭에 한 번도 쓰이지 않습니다. n이 batch_size로 나누어떨어지지 않으면 나머지를 담은 미니배치가 하나 더
    있어야 합니다.
"""

import numpy as np


def minibatches(n, batch_size, seed, replace=False):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    rng = np.random.default_rng(seed)
    if replace:
        return [rng.integers(n, size=batch_size) for _ in range(0, n, batch_size)]
    order = rng.permutation(n)
    return [order[k * batch_size : (k + 1) * batch_size] for k in range(n // batch_size)]
