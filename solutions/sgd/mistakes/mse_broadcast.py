"""
exercise: mse
hint:
  en: >-
    Somewhere an array of shape (n,) meets one of shape (n, 1). Numpy then takes the difference
    of every pair, n × n of them. Print the shape of the residual.
  ko: >-
    어딘가에서 shape이 (n,)인 배열과 (n, 1)인 배열이 만납니다. 그러면 numpy는 모든 쌍의 차이 n × n개를 구합니다. 잔차의 shape을 출력해
    보십시오.
"""

import numpy as np


def mse(X, y, w, b):
    prediction = X @ w.reshape(-1, 1) + b
    return np.mean((prediction - y) ** 2)
