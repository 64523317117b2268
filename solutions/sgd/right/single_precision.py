"""
description: Residuals in double, everything after them in single precision; that is accurate enough.
"""

import numpy as np


def mse(X, y, w, b):
    r = (X @ w + b - y).astype(np.float32)
    return np.mean(r * r)


def mse_gradient(X, y, w, b):
    r = 2 * (X @ w + b - y) / len(y)
    return (X * r[:, None]).sum(axis=0).astype(np.float32), np.float32(r.sum())


def l2_error(X, y, w, b):
    r = (X @ w + b - y).astype(np.float32)
    return np.sqrt((r * r).sum())


def l2_error_gradient(X, y, w, b):
    r = X @ w + b - y
    length = max(np.sqrt((r * r).sum()), np.finfo(float).tiny)
    return (X.T @ (r / length)).astype(np.float32), np.float32((r / length).sum())


def minibatches(n, batch_size, seed, replace=False):
    if n < 1 or batch_size < 1:
        raise ValueError
    rng = np.random.Generator(np.random.MT19937(seed))
    count = (n + batch_size - 1) // batch_size
    if replace:
        return [rng.integers(0, n, batch_size, dtype=np.int32) for _ in range(count)]
    order = rng.permutation(n).astype(np.uint16)
    return [order[k * batch_size : (k + 1) * batch_size] for k in range(count)]
