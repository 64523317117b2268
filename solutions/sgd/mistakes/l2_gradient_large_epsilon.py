"""
exercise: l2_error_gradient
hint:
  en: >-
    A small number added to the norm keeps it from zero, but this one is large enough to change
    the gradient everywhere. Treat the zero as a case of its own.
  ko: >-
    0으로 나누지 않도록 노름에 작은 수를 더했지만, 그 수가 커서 모든 곳의 그래디언트가 달라집니다. 0인 경우를 따로 처리하십시오.
"""

import numpy as np


def l2_error_gradient(X, y, w, b):
    residual = X @ w + b - y
    norm = np.linalg.norm(residual) + 1e-3
    return X.T @ residual / norm, np.sum(residual) / norm
