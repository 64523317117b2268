"""
exercise: minibatches
hint:
  en: >-
    Another seed puts the same samples into a batch, only in another order. Shuffle all the indices
    before they are cut into batches.
  ko: >-
    seed를 바꾸어도 미니배치마다 들어가는 샘플은 그대로이고 순서만 달라집니다. 미니배치로 자르기 전에 모든 인덱스를 섞어야 합니다.
recognised: false
description: Cut first, then shuffled within each batch; the full ones change places as well.
"""

import numpy as np


def minibatches(n, batch_size, seed, replace=False):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    rng = np.random.default_rng(seed)
    starts = range(0, n, batch_size)
    if replace:
        return [rng.integers(n, size=batch_size) for _ in starts]
    batches = [rng.permutation(np.arange(start, min(start + batch_size, n))) for start in starts]
    return [batches[i] for i in rng.permutation(len(batches) - 1)] + batches[-1:]
