"""
description: Accurate numerical derivatives of losses rebuilt from the arguments; no formula for a gradient.
"""

import numpy as np


def slope(f, x, h=1e-2):
    """Central differences at four step sizes, extrapolated to step zero."""
    table = [(f(x + h / 2**i) - f(x - h / 2**i)) / (2 * h / 2**i) for i in range(5)]
    order = 1
    while len(table) > 1:
        order *= 4
        table = [(order * fine - coarse) / (order - 1) for coarse, fine in zip(table, table[1:])]
    return table[0]


def output_gradient(y, t):
    return slope(lambda moved: (moved - t) ** 2, y)


def backward_gradient(X, S, grad_out, w_rec):
    n, T = X.shape
    # wx is not given, but the states tell: what w_rec does not explain is X times wx.
    rest = S[:, 1:] - w_rec * S[:, :-1]
    wx = np.sum(rest * X) / np.sum(X * X)

    def mean_loss(wx, w_rec):
        s = np.zeros(n)
        for k in range(T):
            s = X[:, k] * wx + s * w_rec
        return np.mean(grad_out * s)

    def own_loss(k, s):
        for later in range(k, T):
            s = X[:, later] * wx + s * w_rec
        return grad_out * s

    over_time = [slope(lambda s, k=k: own_loss(k, s), S[:, k]) for k in range(T + 1)]
    gradients = slope(lambda v: mean_loss(v, w_rec), wx), slope(lambda v: mean_loss(wx, v), w_rec)
    return gradients, np.array(over_time).T
