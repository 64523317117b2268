"""
exercise: minibatches
hint:
  en: >-
    With replace=True no index ever comes in two batches of an epoch. Draw every batch from all the
    indices, not from a piece of them.
  ko: >-
    복원추출(replace=True)인데 한 에폭의 두 미니배치에 같은 인덱스가 나오는 일이 없습니다. 인덱스의 일부가 아니라 전체에서 미니배치를 뽑아야 합니다.
recognised: false
description: Shuffled and cut as without replacement, then drawn from each piece alone.
"""

import numpy as np


def minibatches(n, batch_size, seed, replace=False):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    rng = np.random.default_rng(seed)
    order = rng.permutation(n)
    pieces = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    if replace:
        return [rng.choice(piece, batch_size) for piece in pieces]
    return pieces
