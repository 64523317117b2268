"""
exercise: output_gradient
hint:
  en: >-
    The sign is reversed: where the output is above the target, raising it further makes the
    loss larger.
  ko: >-
    부호가 반대입니다. 출력이 목표값보다 클 때 출력을 더 키우면 손실은 커져야 합니다.
"""

def output_gradient(y, t):
    return 2 * (t - y)
