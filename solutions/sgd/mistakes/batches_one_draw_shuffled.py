"""
exercise: minibatches
hint:
  en: >-
    With replace=True the same batch comes again and again within the epoch. Draw anew for every
    batch.
  ko: >-
    복원추출(replace=True)인데 한 에폭 안에서 같은 미니배치가 되풀이됩니다. 미니배치마다 새로 뽑아야 합니다.
recognised: false
description: One draw for the whole epoch, in another order for each batch.
"""

import numpy as np


def minibatches(n, batch_size, seed, replace=False):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    rng = np.random.default_rng(seed)
    starts = range(0, n, batch_size)
    if replace:
        draw = rng.integers(n, size=batch_size)
        return [rng.permutation(draw) for _ in starts]
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in starts]
