"""
exercise: mse
hint:
  en: >-
    This is the sum of the squares, not their mean: with more samples it grows. A mean is
    divided by the number of samples.
  ko: >-
    제곱의 평균이 아니라 합입니다. 그래서 샘플이 많아지면 값도 커집니다. 평균은 샘플 수로 나눈 값입니다.
"""

import numpy as np


def mse(X, y, w, b):
    return np.sum((X @ w + b - y) ** 2)
