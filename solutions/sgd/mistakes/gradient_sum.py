"""
exercise: mse_gradient
hint:
  en: >-
    This is the gradient of the sum of squares. The mse is a mean, so its gradient is a mean
    over the samples, too.
  ko: >-
    제곱합의 그래디언트입니다. MSE는 평균이므로 그 그래디언트도 샘플에 대한 평균입니다.
"""

import numpy as np


def mse_gradient(X, y, w, b):
    residual = X @ w + b - y
    return 2 * X.T @ residual, 2 * np.sum(residual)
