"""
exercise: jacobian_norms
hint:
  en: >-
    The norms are right, but in reverse order: entry 0 belongs to one step back, the last one to
    T steps.
  ko: >-
    노름은 맞지만 순서가 거꾸로입니다. 0번째 원소는 한 시점, 마지막 원소는 T 시점을 거슬러 간
    값입니다.
"""

import numpy as np


def jacobian_norms(H, Wrec):
    n, columns, m = H.shape
    product = np.broadcast_to(np.eye(m), (n, m, m))
    norms = []
    for k in range(columns - 1, 0, -1):
        step = (1 - H[:, k] ** 2)[:, :, None] * Wrec.T
        product = product @ step
        norms.append(np.linalg.norm(product, 2, axis=(1, 2)).mean())
    return np.array(norms[::-1])
