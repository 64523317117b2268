"""
exercise: jacobian_norms
hint:
  en: >-
    This is the Frobenius norm, which numpy gives for a matrix unless told otherwise. The
    spectral norm is the largest singular value.
  ko: >-
    프로베니우스 노름을 구했습니다. numpy는 따로 지정하지 않으면 행렬에 대해 이 노름을
    계산합니다. 스펙트럼 노름은 가장 큰 특잇값입니다.
"""

import numpy as np


def jacobian_norms(H, Wrec):
    n, columns, m = H.shape
    product = np.broadcast_to(np.eye(m), (n, m, m))
    norms = []
    for k in range(columns - 1, 0, -1):
        step = (1 - H[:, k] ** 2)[:, :, None] * Wrec.T
        product = product @ step
        norms.append(np.linalg.norm(product, axis=(1, 2)).mean())
    return np.array(norms)
