"""
exercise: minibatches
hint:
  en: >-
    Every batch is drawn afresh from all the samples, so within one epoch some samples come
    several times and others never. Without replacement one shuffle serves the whole epoch.
  ko: >-
    미니배치마다 전체 샘플에서 새로 뽑아서, 한 에폭 안에 여러 번 나오는 샘플도 있고 한 번도 나오지 않는 샘플도 있습니다. 비복원추출에서는 한 번 섞은 순서를 에폭
    내내 씁니다.
recognised: false
"""

import numpy as np


def minibatches(n, batch_size, seed, replace=False):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    rng = np.random.default_rng(seed)
    if replace:
        return [rng.integers(n, size=batch_size) for _ in range(0, n, batch_size)]
    sizes = [min(batch_size, n - start) for start in range(0, n, batch_size)]
    return [rng.choice(n, size, replace=False) for size in sizes]
