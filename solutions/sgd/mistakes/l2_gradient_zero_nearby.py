"""
exercise: l2_error_gradient
hint:
  en: The gradient is zero not only at a perfect fit but near it, too. There its size does not
    shrink at all; only where every residual is exactly zero are there zeros to return.
  ko: 완벽하게 맞을 때뿐 아니라 그 근처에서도 그래디언트가 0입니다. 근처에서는 그래디언트의 크기가 줄지 않습니다.
    모든 잔차가 정확히 0일 때만 0을 돌려줍니다.
"""

import numpy as np


def l2_error_gradient(X, y, w, b):
    residual = X @ w + b - y
    norm = np.linalg.norm(residual)
    if norm < 0.5:
        return np.zeros(len(w)), 0.0
    return X.T @ residual / norm, np.sum(residual) / norm
