"""
exercise: l2_error_gradient
hint:
  en: >-
    Residuals that are only close to zero count as zeros here, and `np.isclose` and `np.allclose`
    are as generous. However small the residuals, the gradient keeps its size; only where every
    residual is exactly zero are there zeros to return.
  ko: >-
    잔차가 0에 가깝기만 해도 0으로 봅니다. `np.isclose`나 `np.allclose`도 마찬가지입니다. 잔차가 아무리 작아도 그래디언트의
    크기는 줄지 않습니다. 모든 잔차가 정확히 0일 때만 0을 돌려줍니다.
"""

import numpy as np


def l2_error_gradient(X, y, w, b):
    residual = X @ w + b - y
    if np.allclose(residual, 0):
        return np.zeros(len(w)), 0.0
    norm = np.linalg.norm(residual)
    return X.T @ residual / norm, np.sum(residual) / norm
