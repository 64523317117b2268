"""
exercise: minibatches
hint:
  en: >-
    The last batch is filled up with samples that had their turn already. Without replacement it
    just holds the remainder, however short.
  ko: >-
    마지막 미니배치를 이미 쓴 샘플로 채웠습니다. 비복원추출에서는 아무리 짧아도 남은 샘플만 담습니다.
"""

import numpy as np


def minibatches(n, batch_size, seed, replace=False):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    rng = np.random.default_rng(seed)
    if replace:
        return [rng.integers(n, size=batch_size) for _ in range(0, n, batch_size)]
    order = rng.permutation(n)
    return [np.resize(np.roll(order, -k), batch_size) for k in range(0, n, batch_size)]
