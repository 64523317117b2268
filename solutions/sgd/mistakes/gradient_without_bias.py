"""
exercise: mse_gradient
hint:
  en: >-
    b is a parameter as well. If b moves by a little, every residual moves by as much: what does
    that do to the mse?
  ko: >-
    b도 모수입니다. b가 조금 움직이면 모든 잔차가 그만큼 움직입니다. 이때 MSE가 어떻게 변하는지 생각해 보십시오.
"""

import numpy as np


def mse_gradient(X, y, w, b):
    residual = X @ w + b - y
    return 2 / len(y) * X.T @ residual, 0.0
