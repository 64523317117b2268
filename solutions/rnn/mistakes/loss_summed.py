"""
exercise: loss
hint:
  en: >-
    The squared differences are added up, but not averaged over the samples.
  ko: >-
    차이의 제곱을 더하기만 하고 표본에 대해 평균하지 않았습니다.
"""

import numpy as np


def loss(y, t):
    return np.sum((y - t) ** 2)
