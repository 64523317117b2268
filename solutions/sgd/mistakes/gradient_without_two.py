"""
exercise: mse_gradient
hint:
  en: >-
    The gradient is half of what it should be. What does the derivative of a square bring down
    in front?
  ko: >-
    그래디언트가 올바른 값의 절반입니다. 제곱을 미분하면 앞에 어떤 수가 나오는지 생각해 보십시오.
"""

import numpy as np


def mse_gradient(X, y, w, b):
    residual = X @ w + b - y
    return X.T @ residual / len(y), np.mean(residual)
