"""
exercise: mse_gradient
hint:
  en: >-
    The sign is turned round. The inner derivative of y − (X w + b) is negative; with the
    residual as prediction minus truth it is positive. The minus of gradient descent belongs to
    the update, not here.
  ko: >-
    부호가 반대입니다. y − (X w + b)로 두면 안쪽 함수의 미분이 음수이고, 잔차를 예측값 빼기 정답으로 두면 양수입니다. 경사하강법의 빼기는 갱신할 때 쓰며
    여기에는 들어가지 않습니다.
"""

import numpy as np


def mse_gradient(X, y, w, b):
    residual = y - X @ w - b
    return 2 / len(y) * X.T @ residual, 2 * np.mean(residual)
