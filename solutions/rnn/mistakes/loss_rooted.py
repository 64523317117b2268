"""
exercise: loss
hint:
  en: >-
    This is the root of the mean squared error. The loss is the mean square itself, without the
    root.
  ko: >-
    평균제곱오차에 제곱근을 씌운 값입니다. 손실은 제곱근을 씌우지 않은 평균제곱오차입니다.
"""

import numpy as np


def loss(y, t):
    return np.sqrt(np.mean((y - t) ** 2))
