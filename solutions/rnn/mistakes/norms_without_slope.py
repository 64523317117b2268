"""
exercise: jacobian_norms
hint:
  en: >-
    These are the norms of powers of Wrec. The tanh of every step takes part in its Jacobian,
    and it makes the samples differ.
  ko: >-
    Wrec을 거듭제곱한 것의 노름입니다. 시점마다 tanh도 야코비 행렬에 영향을 주며, 그래서
    표본마다 값이 다릅니다.
"""

import numpy as np


def jacobian_norms(H, Wrec):
    n, columns, m = H.shape
    product = np.broadcast_to(np.eye(m), (n, m, m))
    norms = []
    for k in range(columns - 1, 0, -1):
        step = np.broadcast_to(Wrec.T, (n, m, m))
        product = product @ step
        norms.append(np.linalg.norm(product, 2, axis=(1, 2)).mean())
    return np.array(norms)
