"""
exercise: jacobian_norms
hint:
  en: >-
    The Jacobians are averaged before the norm is taken, so the samples' Jacobians partly
    cancel. Take each sample's norm first, then the mean.
  ko: >-
    노름을 구하기 전에 야코비 행렬을 평균했습니다. 그러면 표본들의 행렬이 서로 상쇄됩니다.
    표본마다 노름을 먼저 구한 다음 평균해야 합니다.
"""

import numpy as np


def jacobian_norms(H, Wrec):
    n, columns, m = H.shape
    product = np.broadcast_to(np.eye(m), (n, m, m))
    norms = []
    for k in range(columns - 1, 0, -1):
        step = (1 - H[:, k] ** 2)[:, :, None] * Wrec.T
        product = product @ step
        norms.append(np.linalg.norm(product.mean(axis=0), 2))
    return np.array(norms)
