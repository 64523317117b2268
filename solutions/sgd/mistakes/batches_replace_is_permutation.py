"""
exercise: minibatches
hint:
  en: >-
    With replace=True no index ever comes twice in a batch. Draws with replacement do not know
    of each other: the same sample may come again at once.
  ko: >-
    복원추출(replace=True)인데 한 미니배치 안에서 같은 인덱스가 두 번 나오는 일이 없습니다. 복원추출에서는 뽑기가 서로 독립이므로 같은 샘플이 곧바로 다시
    나올 수 있습니다.
recognised: false
"""

import numpy as np


def minibatches(n, batch_size, seed, replace=False):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    rng = np.random.default_rng(seed)
    if replace:
        turns = -(-batch_size // n)
        return [
            np.concatenate([rng.permutation(n) for _ in range(turns)])[:batch_size]
            for _ in range(0, n, batch_size)
        ]
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]
