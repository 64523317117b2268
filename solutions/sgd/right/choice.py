"""
description: Generator.choice; with replacement, the batches are the rows of one table.
"""

import numpy as np


def mse(X, y, w, b):
    return np.var(X @ w + b - y) + np.mean(X @ w + b - y) ** 2


def mse_gradient(X, y, w, b):
    # ∂/∂b is twice the mean residual; ∂/∂w its covariance with each feature, plus the means.
    r = X @ w + b - y
    centred = (X - X.mean(axis=0)).T @ (r - r.mean()) / len(r)
    return 2 * (centred + X.mean(axis=0) * r.mean()), 2 * r.mean()


def minibatches(n, batch_size, seed, replace=False):
    if n < 1 or batch_size < 1:
        raise ValueError("at least one sample, at least one per batch")
    rng = np.random.default_rng(seed)
    full, rest = divmod(n, batch_size)
    if replace:
        return rng.choice(n, size=(full + (rest > 0), batch_size))
    order = rng.choice(n, size=n, replace=False)
    batches = list(order[: full * batch_size].reshape(full, batch_size))
    return batches + [order[full * batch_size :]] if rest else batches


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    # One matrix with a column of ones, as in the lecture: the last weight is the bias.
    A = np.hstack([X, np.ones((len(X), 1))])
    theta = np.zeros(A.shape[1])
    losses = np.empty(epochs + 1)
    losses[0] = np.mean(y**2)
    for epoch in range(epochs):
        for batch in minibatches(len(A), batch_size, seed + epoch, replace):
            theta -= 2 * lr * (A[batch].T @ (A[batch] @ theta - y[batch])) / len(batch)
        losses[epoch + 1] = np.mean((A @ theta - y) ** 2)
    return theta[:-1], theta[-1], losses
