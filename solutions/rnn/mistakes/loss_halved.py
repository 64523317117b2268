"""
exercise: loss
hint:
  en: >-
    There is a factor 1/2 that this loss does not have. It is a common convention elsewhere;
    here it would halve all gradients.
  ko: >-
    이 손실에는 없는 1/2이 곱해져 있습니다. 다른 곳에서는 흔히 쓰는 관례이지만 여기에서 쓰면
    모든 그래디언트가 절반이 됩니다.
"""

import numpy as np


def loss(y, t):
    return np.mean((y - t) ** 2) / 2
