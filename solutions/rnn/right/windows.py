"""
description: truncated BPTT as whole BPTT on each step's own window; Jacobians with accumulate.
"""

from itertools import accumulate

import numpy as np


def truncated_backward(X, H, Wx, Wrec, dH, k):
    T = X.shape[1]
    totals = [np.zeros_like(Wx), np.zeros_like(Wrec), np.zeros(len(Wrec))]
    for t in range(1, T + 1):
        start = t - k if t > k else 0
        only_last = np.zeros_like(H[:, start : t + 1])
        only_last[:, -1] = dH[:, t]
        window = rnn_backward(X[:, start:t], H[:, start : t + 1], Wx, Wrec, only_last)
        totals = [total + part for total, part in zip(totals, window)]
    return tuple(totals)


def rnn_backward(X, H, Wx, Wrec, dH):
    def one_step_back(delta, k):
        return dH[:, k] + (delta * (1 - H[:, k + 1] ** 2)) @ Wrec.T

    T = X.shape[1]
    deltas = list(accumulate(range(T - 1, -1, -1), one_step_back, initial=dH[:, T]))
    g = np.stack(deltas[-2::-1], axis=1) * (1 - H[:, 1:] ** 2)
    return (
        np.tensordot(X, g, axes=((0, 1), (0, 1))),
        np.tensordot(H[:, :-1], g, axes=((0, 1), (0, 1))),
        g.sum(axis=(0, 1)),
        deltas[-1],
    )


def jacobian_norms(H, Wrec):
    steps = (1 - H[:, :0:-1, :, None] ** 2) * Wrec.T
    products = [list(accumulate(sample, np.matmul)) for sample in steps]
    return np.linalg.norm(np.array(products), ord=2, axis=(2, 3)).mean(axis=0)


def rnn_forward(X, h0, Wx, Wrec, b):
    def step(h, x):
        return np.tanh(x @ Wx + h @ Wrec + b)

    return np.stack(list(accumulate(X.transpose(1, 0, 2), step, initial=h0)), axis=1)
