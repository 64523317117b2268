"""
exercise: l2_error
hint:
  en: >-
    The root is missing: this is the square of the norm. Its unit would be the square of y's
    unit.
  ko: >-
    제곱근이 빠졌습니다. 이 값은 노름의 제곱이며, 단위가 y의 단위의 제곱이 됩니다.
"""

import numpy as np


def l2_error(X, y, w, b):
    return np.sum((X @ w + b - y) ** 2)
