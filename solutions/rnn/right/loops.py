"""
description: Plain loops over samples, steps and entries; no array operations, nested lists returned.
"""

import math


def update_state(xk, sk, wx, w_rec):
    return [float(x) * wx + float(s) * w_rec for x, s in zip(xk, sk)]


def forward_states(X, wx, w_rec):
    S = []
    for row in X.tolist():
        states = [0.0]
        for x in row:
            states.append(x * wx + states[-1] * w_rec)
        S.append(states)
    return S


def loss(y, t):
    total = 0.0
    for i in range(len(y)):
        total += (y[i] - t[i]) ** 2
    return total / len(y)


def output_gradient(y, t):
    return [2 * (y[i] - t[i]) for i in range(len(y))]


def backward_gradient(X, S, grad_out, w_rec):
    n, T = len(X), len(X[0])
    wx_grad, w_rec_grad = 0.0, 0.0
    grad_over_time = [[0.0] * (T + 1) for _ in range(n)]
    for i in range(n):
        grad = float(grad_out[i])
        grad_over_time[i][T] = grad
        for k in reversed(range(T)):
            wx_grad += grad * X[i][k] / n
            w_rec_grad += grad * S[i][k] / n
            grad *= w_rec
            grad_over_time[i][k] = grad
    return [[wx_grad, w_rec_grad], grad_over_time]


def rnn_forward(X, h0, Wx, Wrec, b):
    n, T, d = X.shape
    m = len(b)
    H = []
    for i in range(n):
        states = [[float(v) for v in h0[i]]]
        for k in range(T):
            state = []
            for q in range(m):
                a = float(b[q])
                for p in range(d):
                    a += X[i, k, p] * Wx[p, q]
                for p in range(m):
                    a += states[-1][p] * Wrec[p, q]
                state.append(math.tanh(a))
            states.append(state)
        H.append(states)
    return H


def rnn_backward(X, H, Wx, Wrec, dH):
    n, T, d = X.shape
    m = Wrec.shape[0]
    dWx = [[0.0] * m for _ in range(d)]
    dWrec = [[0.0] * m for _ in range(m)]
    db = [0.0] * m
    dh0 = []
    for i in range(n):
        dh = [float(v) for v in dH[i, T]]
        for k in range(T, 0, -1):
            da = [dh[q] * (1.0 - H[i, k, q] * H[i, k, q]) for q in range(m)]
            for q in range(m):
                db[q] += da[q]
                for p in range(d):
                    dWx[p][q] += X[i, k - 1, p] * da[q]
                for p in range(m):
                    dWrec[p][q] += H[i, k - 1, p] * da[q]
            dh = [
                float(dH[i, k - 1, p]) + sum(float(Wrec[p, q]) * da[q] for q in range(m))
                for p in range(m)
            ]
        dh0.append(dh)
    return [dWx, dWrec, db, dh0]
