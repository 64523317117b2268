"""
exercise: jacobian_norms
hint:
  en: >-
    The product starts at the wrong end: these are the Jacobians with respect to h_0. Asked for
    is how h_T depends on the states before it.
  ko: >-
    곱을 반대쪽 끝에서 시작했습니다. 이것은 h_0에 대한 야코비 행렬입니다. 구해야 하는 것은 h_T가
    그 이전 상태들에 얼마나 의존하는지입니다.
"""

import numpy as np


def jacobian_norms(H, Wrec):
    n, columns, m = H.shape
    product = np.broadcast_to(np.eye(m), (n, m, m))
    norms = []
    for k in range(1, columns):
        product = ((1 - H[:, k] ** 2)[:, :, None] * Wrec.T) @ product
        norms.append(np.linalg.norm(product, 2, axis=(1, 2)).mean())
    return np.array(norms)
