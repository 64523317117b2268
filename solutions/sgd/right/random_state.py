"""
description: The older random interface, seeded again in every call; the norm from numpy.linalg.
"""

import numpy as np


def mse(X, y, w, b):
    return np.linalg.norm(np.dot(X, w) + b - y) ** 2 / y.shape[0]


def mse_gradient(X, y, w, b):
    error = np.dot(X, w) + (b - y)
    return 2 * np.dot(error, X) / y.shape[0], 2 * error.mean()


def l2_error(X, y, w, b):
    return np.linalg.norm(np.dot(X, w) + b - y)


def l2_error_gradient(X, y, w, b):
    error = np.dot(X, w) + b - y
    direction = error / (np.linalg.norm(error) + 1e-12)
    return direction @ X, direction.sum()


def minibatches(n, batch_size, seed, replace=False):
    if not (n >= 1 and batch_size >= 1):
        raise ValueError("batch_size와 n은 양수여야 합니다")
    np.random.seed(seed)
    if replace:
        return [np.random.choice(n, batch_size) for _ in range(0, n, batch_size)]
    index = np.arange(n)
    np.random.shuffle(index)
    return [index[i : min(i + batch_size, n)] for i in range(0, n, batch_size)]


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    n, d = X.shape
    w, b, history = np.zeros(d), 0.0, []
    for e in range(epochs):
        history.append(mse(X, y, w, b))
        for idx in minibatches(n, batch_size, seed + e, replace):
            x_batch, y_batch = X[idx], y[idx]
            error = x_batch @ w + b - y_batch
            w = w - lr * 2 / len(idx) * error @ x_batch
            b = b - lr * 2 / len(idx) * np.sum(error)
    history.append(mse(X, y, w, b))
    return w, b, history
