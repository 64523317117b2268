"""
exercise: mse
hint:
  en: >-
    A root too many: this is the root of the mean squared error (RMSE). The mse keeps the
    square.
  ko: >-
    제곱근을 한 번 더 구했습니다. 이 값은 평균제곱오차의 제곱근(RMSE)입니다. MSE는 제곱인 채로 둡니다.
"""

import numpy as np


def mse(X, y, w, b):
    return np.sqrt(np.mean((X @ w + b - y) ** 2))
