"""
exercise: output_gradient
hint:
  en: >-
    The factor 2 from differentiating the square is missing.
  ko: >-
    제곱을 미분할 때 나오는 2가 빠져 있습니다.
"""

def output_gradient(y, t):
    return y - t
