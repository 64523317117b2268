"""
exercise: l2_error_gradient
hint:
  en: >-
    Each residual is divided by its own size, so only signs are left. That is the gradient of
    the L1 norm; here one length divides all of them.
  ko: >-
    잔차를 저마다 자기 크기로 나누어 부호만 남았습니다. 그것은 L1 노름의 그래디언트입니다. 여기에서는 하나의 길이로 모두를 나눕니다.
"""

import numpy as np


def l2_error_gradient(X, y, w, b):
    signs = np.sign(X @ w + b - y)
    return X.T @ signs, np.sum(signs)
