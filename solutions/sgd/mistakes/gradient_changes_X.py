"""
exercise: mse_gradient
hint:
  en: >-
    An operator such as *= or -= on an argument writes into the caller's own array. Whoever
    calls next works with other data. Build a new array instead.
  ko: >-
    인자에 *=나 -= 같은 연산자를 쓰면 호출한 쪽의 배열에 그대로 기록됩니다. 그러면 다음 호출은 다른 데이터로 계산하게 됩니다. 새 배열을 만드십시오.
recognised: false
"""

import numpy as np


def mse_gradient(X, y, w, b):
    residual = X @ w + b - y
    X *= residual[:, None]
    return 2 * X.mean(axis=0), 2 * residual.mean()
