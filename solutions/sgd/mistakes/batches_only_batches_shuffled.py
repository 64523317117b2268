"""
exercise: minibatches
recognised: false
hint:
  en: >-
    Another seed gives the same batches. The order has to depend on the seed that is passed in.
  ko: >-
    seed를 바꾸어도 같은 미니배치가 나옵니다. 순서는 넘겨받은 seed에 따라 정해져야 합니다.
description: Whole batches change places, and there are not enough of them.
"""

import numpy as np


def minibatches(n, batch_size, seed, replace=False):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    rng = np.random.default_rng(seed)
    starts = range(0, n, batch_size)
    if replace:
        return [rng.integers(n, size=batch_size) for _ in starts]
    batches = [np.arange(start, min(start + batch_size, n)) for start in starts]
    return [batches[i] for i in rng.permutation(len(batches) - 1)] + batches[-1:]
