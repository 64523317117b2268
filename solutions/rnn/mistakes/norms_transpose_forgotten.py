"""
exercise: jacobian_norms
hint:
  en: >-
    Wrec stands the wrong way round beside the derivative of tanh. Work out one entry from the
    update: which entry of Wrec leads from $h_{k-1}[q]$ to $h_k[p]$?
  ko: >-
    tanh의 도함수 옆에 놓인 Wrec의 방향이 반대입니다. 상태 갱신식에서 원소 하나를 직접 구해
    보시기 바랍니다. $h_{k-1}[q]$에서 $h_k[p]$로 이어지는 것은 Wrec의 어느 원소입니까?
"""

import numpy as np


def jacobian_norms(H, Wrec):
    n, columns, m = H.shape
    product = np.broadcast_to(np.eye(m), (n, m, m))
    norms = []
    for k in range(columns - 1, 0, -1):
        step = (1 - H[:, k] ** 2)[:, :, None] * Wrec
        product = product @ step
        norms.append(np.linalg.norm(product, 2, axis=(1, 2)).mean())
    return np.array(norms)
