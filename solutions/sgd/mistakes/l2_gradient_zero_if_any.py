"""
exercise: l2_error_gradient
hint:
  en: >-
    One zero residual is enough here to make the whole gradient zero. The norm is zero only
    where all of them are.
  ko: >-
    잔차가 하나만 0이어도 그래디언트 전체가 0이 됩니다. 노름은 모든 잔차가 0일 때에만 0입니다.
"""

import numpy as np


def l2_error_gradient(X, y, w, b):
    residual = X @ w + b - y
    if not np.all(residual):
        return np.zeros(len(w)), 0.0
    return X.T @ residual / np.linalg.norm(residual), np.sum(residual) / np.linalg.norm(residual)
