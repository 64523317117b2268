"""
description: A training loop that shuffles for itself, with as good a shuffle as any; moments of the data.
"""

import numpy as np


def mse(X, y, w, b):
    theta = np.concatenate([w, [b, -1.0]])
    A = np.column_stack([X, np.ones(len(y)), y])
    return theta @ (A.T @ A / len(y)) @ theta


def mse_gradient(X, y, w, b):
    mean_xx, mean_xy, mean_x = X.T @ X / len(y), X.T @ y / len(y), X.mean(axis=0)
    return 2 * (mean_xx @ w + b * mean_x - mean_xy), 2 * (mean_x @ w + b - y.mean())


def minibatches(n, batch_size, seed, replace=False):
    if n < 1 or batch_size < 1:
        raise ValueError("n >= 1, batch_size >= 1")
    rng = np.random.RandomState(seed)
    if replace:
        return [rng.randint(n, size=batch_size) for _ in range(-(-n // batch_size))]
    # Fisher and Yates, by hand.
    order = list(range(n))
    for last in range(n - 1, 0, -1):
        other = rng.randint(last + 1)
        order[last], order[other] = order[other], order[last]
    return [np.array(order[k : k + batch_size]) for k in range(0, n, batch_size)]


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    history = [mse(X, y, w, b)]
    for epoch in range(seed, seed + epochs):
        rng = np.random.default_rng(epoch)
        order = rng.permutation(n)
        for start in range(0, n, batch_size):
            rows = rng.integers(n, size=batch_size) if replace else order[start : start + batch_size]
            slope_w, slope_b = mse_gradient(X[rows], y[rows], w, b)
            w, b = w - lr * slope_w, b - lr * slope_b
        history.append(mse(X, y, w, b))
    return w, b, history
