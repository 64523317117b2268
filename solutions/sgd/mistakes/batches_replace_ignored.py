"""
exercise: minibatches
hint:
  en: >-
    With replace=True the last batch is full, too: ceil(n / batch_size) batches of exactly
    batch_size draws.
  ko: >-
    복원추출(replace=True)이면 마지막 미니배치도 꽉 찹니다. 정확히 batch_size개씩 뽑은 미니배치가 ceil(n / batch_size)개 있습니다.
"""

import numpy as np


def minibatches(n, batch_size, seed, replace=False):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    order = np.random.default_rng(seed).permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]
