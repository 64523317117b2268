"""
exercise: jacobian_norms
hint:
  en: >-
    This is the largest eigenvalue's size. A matrix that is not symmetric can stretch a vector
    by more: the spectral norm is the largest singular value.
  ko: >-
    가장 큰 고윳값의 크기를 구했습니다. 대칭이 아닌 행렬은 벡터를 그보다 더 늘일 수 있습니다.
    스펙트럼 노름은 가장 큰 특잇값입니다.
"""

import numpy as np


def jacobian_norms(H, Wrec):
    n, columns, m = H.shape
    product = np.broadcast_to(np.eye(m), (n, m, m))
    norms = []
    for k in range(columns - 1, 0, -1):
        step = (1 - H[:, k] ** 2)[:, :, None] * Wrec.T
        product = product @ step
        norms.append(np.abs(np.linalg.eigvals(product)).max(axis=1).mean())
    return np.array(norms)
