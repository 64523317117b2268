"""
exercise: mse
hint:
  en: >-
    The bias b has no effect here. The prediction is not X w alone.
  ko: >-
    편향 b가 결과에 영향을 주지 않습니다. 예측값은 X w만이 아닙니다.
"""

import numpy as np


def mse(X, y, w, b):
    return np.mean((X @ w - y) ** 2)
