"""
exercise: output_gradient
hint:
  en: >-
    The gradient is divided by n already. By the contract it belongs to each sample's own loss;
    1/n comes in later, once, when the samples are averaged.
  ko: >-
    이미 n으로 나누었습니다. 약속에 따르면 각 표본 자신의 손실에 대한 그래디언트이며, 1/n은
    나중에 표본을 평균할 때 한 번만 들어갑니다.
"""

def output_gradient(y, t):
    return 2 * (y - t) / len(y)
