"""
exercise: rnn_backward
hint:
  en: >-
    The weights are given the gradient at the state, before it went back through the tanh. They
    feed the pre-activation: it is the gradient there that they need.
  ko: >-
    가중치에 tanh를 거슬러 가기 전, 곧 상태에서의 그래디언트를 넣었습니다. 가중치는 활성함수
    이전의 값을 만들므로 그곳에서의 그래디언트가 필요합니다.
"""

import numpy as np


def rnn_backward(X, H, Wx, Wrec, dH):
    n, T, d = X.shape
    dWx, dWrec, db = np.zeros_like(Wx), np.zeros_like(Wrec), np.zeros(len(Wrec))
    dh = dH[:, T]
    for k in range(T, 0, -1):
        da = dh * (1 - H[:, k] ** 2)
        dWx += X[:, k - 1].T @ dh
        dWrec += H[:, k - 1].T @ dh
        db += dh.sum(axis=0)
        dh = dH[:, k - 1] + da @ Wrec.T
    return dWx, dWrec, db, dh
