"""
description: Lists, tuples and arrays without axes where others return arrays and floats.
"""

import numpy as np


def mse(X, y, w, b):
    return np.array(np.average(np.square(np.matmul(X, w) + b - y)))


def mse_gradient(X, y, w, b):
    r = np.matmul(X, w) + b - y
    return [[2 * np.average(r * feature) for feature in X.T], np.asarray(2 * np.average(r))]


def l2_error(X, y, w, b):
    return np.asarray(sum((np.matmul(X, w) + b - y) ** 2) ** 0.5)


def l2_error_gradient(X, y, w, b):
    r = (np.matmul(X, w) + b - y).tolist()
    length = sum(value * value for value in r) ** 0.5
    if length == 0.0:
        return [0] * len(w), 0
    return [sum(a * value for a, value in zip(feature, r)) / length for feature in X.T], sum(r) / length


def minibatches(n, batch_size, seed, replace=False):
    if n <= 0 or batch_size <= 0:
        raise ValueError(f"n={n}, batch_size={batch_size}")
    rng = np.random.default_rng([seed])
    starts = range(0, n, batch_size)
    if replace:
        return tuple(rng.integers(n, size=batch_size).tolist() for _ in starts)
    order = rng.permutation(n).tolist()
    return tuple(order[start : start + batch_size] for start in starts)


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    w, b = [0.0] * X.shape[1], np.array(0.0)
    history = (mse(X, y, w, b),)
    for epoch in range(epochs):
        for batch in minibatches(len(y), batch_size, seed + epoch, replace):
            grad_w, grad_b = mse_gradient(X[batch], y[batch], w, b)
            w = [value - lr * slope for value, slope in zip(w, grad_w)]
            b = b - lr * grad_b
        history += (mse(X, y, w, b),)
    return [w, b, history]
