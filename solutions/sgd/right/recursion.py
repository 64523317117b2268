"""
description: Recursion over batches and epochs; divide and conquer for the sums.
"""

import numpy as np


def mse(X, y, w, b):
    def total(low, high):
        if high - low == 1:
            return (X[low] @ w + b - y[low]) ** 2
        middle = (low + high) // 2
        return total(low, middle) + total(middle, high)

    return total(0, len(y)) / len(y)


def mse_gradient(X, y, w, b):
    if len(y) == 1:
        r = X[0] @ w + b - y[0]
        return 2 * r * X[0], 2 * r
    head_w, head_b = mse_gradient(X[:1], y[:1], w, b)
    tail_w, tail_b = mse_gradient(X[1:], y[1:], w, b)
    share = 1 / len(y)
    return share * head_w + (1 - share) * tail_w, share * head_b + (1 - share) * tail_b


def minibatches(n, batch_size, seed, replace=False):
    if n < 1 or batch_size < 1:
        raise ValueError("there is nothing to cut")
    rng = np.random.default_rng(seed)

    def cut(left):
        return [left[:batch_size], *cut(left[batch_size:])] if len(left) else []

    def drawn(missing):
        if missing <= 0:
            return []
        return [rng.integers(0, n - 1, batch_size, endpoint=True), *drawn(missing - batch_size)]

    return drawn(n) if replace else cut(rng.permutation(np.arange(n)))


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    if epochs == 0:
        w, b = np.zeros(X.shape[1]), 0.0
        return w, b, [mse(X, y, w, b)]
    w, b, history = sgd(X, y, batch_size, lr, epochs - 1, seed, replace)
    for batch in minibatches(X.shape[0], batch_size, seed + epochs - 1, replace):
        slope_w, slope_b = mse_gradient(X[batch], y[batch], w, b)
        w, b = w - lr * slope_w, b - lr * slope_b
    return w, b, [*history, mse(X, y, w, b)]
