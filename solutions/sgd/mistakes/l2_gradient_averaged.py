"""
exercise: l2_error_gradient
hint:
  en: >-
    The norm is no mean, so nothing in its gradient is divided by the number of samples.
  ko: >-
    노름은 평균이 아니므로 그래디언트에서도 샘플 수로 나누지 않습니다.
"""

import numpy as np


def l2_error_gradient(X, y, w, b):
    residual = X @ w + b - y
    norm = np.linalg.norm(residual)
    if norm == 0:
        return np.zeros(len(w)), 0.0
    return X.T @ residual / (norm * len(y)), np.mean(residual) / norm
