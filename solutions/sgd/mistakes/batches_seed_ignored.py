"""
exercise: minibatches
hint:
  en: >-
    The same seed gives other batches when it is called again. All randomness has to come from a
    generator that starts from this seed within the call.
  ko: >-
    같은 seed로 다시 호출하면 다른 미니배치가 나옵니다. 모든 난수는 호출할 때마다 이 seed로 새로 시작하는 생성기에서 나와야 합니다.
recognised: false
"""

import numpy as np


def minibatches(n, batch_size, seed, replace=False):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    starts = range(0, n, batch_size)
    if replace:
        return [np.random.randint(n, size=batch_size) for _ in starts]
    order = np.random.permutation(n)
    return [order[start : start + batch_size] for start in starts]
