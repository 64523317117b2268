"""
exercise: mse_gradient
hint:
  en: >-
    The gradient with respect to b contains the features. The residual changes by x when w
    moves, but by exactly 1 when b moves.
  ko: >-
    b에 대한 그래디언트에 특성이 들어 있습니다. w가 움직이면 잔차는 x만큼 변하지만, b가 움직이면 정확히 1만큼 변합니다.
"""

import numpy as np


def mse_gradient(X, y, w, b):
    residual = X @ w + b - y
    grad_w = 2 / len(y) * X.T @ residual
    return grad_w, np.sum(grad_w)
