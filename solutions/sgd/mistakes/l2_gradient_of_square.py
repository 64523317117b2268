"""
exercise: l2_error_gradient
hint:
  en: >-
    This is the gradient of the square of the norm. The root asks for the chain rule once more:
    its derivative divides by the norm.
  ko: >-
    노름의 제곱을 미분한 그래디언트입니다. 제곱근이 있으므로 연쇄법칙을 한 번 더 써야 합니다. 제곱근을 미분하면 노름으로 나누게 됩니다.
"""

import numpy as np


def l2_error_gradient(X, y, w, b):
    residual = X @ w + b - y
    return 2 * X.T @ residual, 2 * np.sum(residual)
