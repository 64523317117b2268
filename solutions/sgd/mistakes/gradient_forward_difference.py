"""
exercise: mse_gradient
hint:
  en: >-
    A one-sided difference quotient is off by about the size of its step. Work out the formula,
    or take the difference symmetrically.
  ko: >-
    한쪽으로만 움직이는 차분몫은 걸음의 크기만큼 어긋납니다. 수식으로 구하거나 양쪽으로 대칭인 차분을 쓰십시오.
"""

import numpy as np


def mse_gradient(X, y, w, b):
    def loss(w, b):
        return np.mean((X @ w + b - y) ** 2)

    h = 1e-4
    slopes = [(loss(w + h * e, b) - loss(w, b)) / h for e in np.eye(len(w))]
    return np.array(slopes), (loss(w, b + h) - loss(w, b)) / h
