"""
exercise: jacobian_norms
hint:
  en: >-
    The norms of the single steps are multiplied. That is only an upper bound: multiply the
    matrices first, then take the norm of the product.
  ko: >-
    시점마다 구한 노름을 곱했습니다. 그것은 상한일 뿐입니다. 행렬을 먼저 곱한 다음 그 곱의
    노름을 구해야 합니다.
"""

import numpy as np


def jacobian_norms(H, Wrec):
    n, columns, m = H.shape
    so_far = np.ones(n)
    norms = []
    for k in range(columns - 1, 0, -1):
        step = (1 - H[:, k] ** 2)[:, :, None] * Wrec.T
        so_far = so_far * np.linalg.norm(step, 2, axis=(1, 2))
        norms.append(so_far.mean())
    return np.array(norms)
