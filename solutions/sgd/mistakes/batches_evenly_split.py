"""
exercise: minibatches
hint:
  en: >-
    The samples are spread evenly, so batches are shorter than batch_size. Every batch but the
    last holds exactly batch_size of them.
  ko: >-
    샘플을 고르게 나누어서 batch_size보다 짧은 미니배치들이 생겼습니다. 마지막을 뺀 모든 미니배치에는 정확히 batch_size개가 들어갑니다.
"""

import numpy as np


def minibatches(n, batch_size, seed, replace=False):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    rng = np.random.default_rng(seed)
    if replace:
        return [rng.integers(n, size=batch_size) for _ in range(0, n, batch_size)]
    return np.array_split(rng.permutation(n), -(-n // batch_size))
