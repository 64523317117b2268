"""
exercise: update_state
hint:
  en: >-
    The two weights seem to be swapped: wx belongs to the input, w_rec to the state before.
  ko: >-
    두 가중치가 서로 바뀐 것으로 보입니다. wx는 입력과, w_rec은 이전 상태와 곱해야 합니다.
"""

def update_state(xk, sk, wx, w_rec):
    return xk * w_rec + sk * wx
