"""
exercise: square_gradient
hint:
  en: The derivative of $x^2$ has a factor 2 that is missing here.
  ko: $x^2$의 미분에는 인수 2가 있습니다. 그 인수가 빠져 있습니다.
"""


def square_gradient(x):
    return x
