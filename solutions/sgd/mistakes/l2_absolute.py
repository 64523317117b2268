"""
exercise: l2_error
hint:
  en: >-
    This is the sum of the absolute residuals, the L1 norm. The L2 norm squares first and takes
    the root of the sum.
  ko: >-
    잔차의 절댓값을 더한 L1 노름입니다. L2 노름은 먼저 제곱하고, 그 합에 제곱근을 구합니다.
"""

import numpy as np


def l2_error(X, y, w, b):
    return np.sum(np.abs(X @ w + b - y))
