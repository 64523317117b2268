"""
exercise: l2_error
hint:
  en: >-
    This is the root of the mean of the squares. The norm is the root of their sum.
  ko: >-
    제곱의 평균에 제곱근을 구한 값입니다. 노름은 제곱의 합에 제곱근을 구한 값입니다.
"""

import numpy as np


def l2_error(X, y, w, b):
    return np.sqrt(np.mean((X @ w + b - y) ** 2))
