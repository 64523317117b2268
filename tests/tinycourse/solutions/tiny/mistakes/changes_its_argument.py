"""
exercise: square_gradient
hint:
  en: Your function changes the array that it is given. Make a new one.
  ko: 전달받은 배열을 바꾸고 있습니다. 새 배열을 만드십시오.
recognised: false
"""


def square_gradient(x):
    x *= 2
    return x
