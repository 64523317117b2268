"""
exercise: mse_gradient
hint:
  en: >-
    grad_w is a mean over the samples and grad_b is a sum. Both come from the same mean.
  ko: >-
    grad_w는 샘플에 대한 평균인데 grad_b는 합입니다. 둘 다 같은 평균에서 나옵니다.
"""

import numpy as np


def mse_gradient(X, y, w, b):
    residual = X @ w + b - y
    return 2 / len(y) * X.T @ residual, 2 * np.sum(residual)
