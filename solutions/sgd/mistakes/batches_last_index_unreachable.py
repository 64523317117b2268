"""
exercise: minibatches
hint:
  en: >-
    With replace=True some index from 0 to n − 1 never comes. Does the random function's upper
    end belong to its range?
  ko: >-
    복원추출(replace=True)인데 0부터 n − 1까지의 인덱스 가운데 나오지 않는 것이 있습니다. 난수 함수의 범위에 위쪽 끝이 포함되는지 확인하십시오.
recognised: false
"""

import numpy as np


def minibatches(n, batch_size, seed, replace=False):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    rng = np.random.default_rng(seed)
    if replace:
        return [rng.integers(max(n - 1, 1), size=batch_size) for _ in range(0, n, batch_size)]
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]
