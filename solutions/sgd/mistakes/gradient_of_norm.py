"""
exercise: mse_gradient
hint:
  en: >-
    This is the gradient of the norm of the residuals, a different function from the mse. No
    root is taken here, so nothing is divided by a norm.
  ko: >-
    잔차의 노름을 미분한 그래디언트입니다. 노름은 MSE와 다른 함수입니다. 여기에서는 제곱근을 구하지 않으므로 노름으로 나눌 것도 없습니다.
"""

import numpy as np


def mse_gradient(X, y, w, b):
    residual = X @ w + b - y
    norm = np.linalg.norm(residual)
    return X.T @ residual / norm, np.sum(residual) / norm
