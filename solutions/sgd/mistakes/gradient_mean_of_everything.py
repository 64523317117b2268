"""
exercise: mse_gradient
hint:
  en: >-
    The mean runs over samples and features at once. Each feature has a slope of its own: take
    the mean along the axis of the samples only.
  ko: >-
    샘플과 특성에 대해 한꺼번에 평균을 구했습니다. 특성마다 기울기가 따로 있으므로 샘플 축으로만 평균을 구하십시오.
"""

import numpy as np


def mse_gradient(X, y, w, b):
    residual = X @ w + b - y
    return np.full(X.shape[1], np.mean(2 * residual[:, None] * X)), 2 * np.mean(residual)
