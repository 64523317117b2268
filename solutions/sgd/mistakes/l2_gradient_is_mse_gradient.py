"""
exercise: l2_error_gradient
hint:
  en: >-
    This is the gradient of the mse. The norm is another function: it has no mean, and its
    gradient is divided by the norm.
  ko: >-
    MSE의 그래디언트입니다. 노름은 다른 함수입니다. 평균이 없고, 그래디언트를 노름으로 나눕니다.
"""

import numpy as np


def l2_error_gradient(X, y, w, b):
    residual = X @ w + b - y
    return 2 / len(y) * X.T @ residual, 2 * np.mean(residual)
