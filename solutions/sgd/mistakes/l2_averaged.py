"""
exercise: l2_error
hint:
  en: >-
    A norm is not averaged: it is the length of the whole vector of residuals, and it grows with
    the number of samples.
  ko: >-
    노름은 평균하지 않습니다. 잔차 벡터 전체의 길이이며, 샘플이 많아지면 커집니다.
"""

import numpy as np


def l2_error(X, y, w, b):
    return np.sqrt(np.sum((X @ w + b - y) ** 2)) / len(y)
