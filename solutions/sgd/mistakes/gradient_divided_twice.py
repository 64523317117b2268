"""
exercise: mse_gradient
hint:
  en: >-
    It is divided by n twice. A mean has its division by n inside already.
  ko: >-
    n으로 두 번 나누었습니다. 평균에는 n으로 나누는 계산이 이미 들어 있습니다.
"""

import numpy as np


def mse_gradient(X, y, w, b):
    n = len(y)
    residual = X @ w + b - y
    return 2 / n * np.mean(residual[:, None] * X, axis=0), 2 / n * np.mean(residual)
