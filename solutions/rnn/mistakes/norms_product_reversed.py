"""
exercise: jacobian_norms
hint:
  en: >-
    The Jacobians are multiplied in the wrong order. Matrices do not commute: the step nearest
    to h_T stands on the left, each earlier one to its right.
  ko: >-
    야코비 행렬을 곱하는 순서가 반대입니다. 행렬의 곱은 순서를 바꿀 수 없습니다. h_T에 가장
    가까운 시점이 왼쪽에, 앞 시점일수록 오른쪽에 놓입니다.
"""

import numpy as np


def jacobian_norms(H, Wrec):
    n, columns, m = H.shape
    product = np.broadcast_to(np.eye(m), (n, m, m))
    norms = []
    for k in range(columns - 1, 0, -1):
        step = (1 - H[:, k] ** 2)[:, :, None] * Wrec.T
        product = step @ product
        norms.append(np.linalg.norm(product, 2, axis=(1, 2)).mean())
    return np.array(norms)
