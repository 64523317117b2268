"""
description: Matrices with one column inside, and flat arrays only at the end.
"""

import numpy as np


def column(v):
    return np.asarray(v, dtype=float).reshape(-1, 1)


def mse(X, y, w, b):
    r = X.dot(column(w)) + b - column(y)
    return (r.T @ r / len(X)).item()


def mse_gradient(X, y, w, b):
    r = X.dot(column(w)) + b - column(y)
    grad_w = 2.0 * X.T.dot(r) / X.shape[0]
    grad_b = 2.0 * np.ones((1, X.shape[0])).dot(r) / X.shape[0]
    return grad_w.ravel(), grad_b.item()


def l2_error_gradient(X, y, w, b):
    r = X.dot(column(w)) + b - column(y)
    if not r.any():
        return np.zeros(X.shape[1]), 0.0
    length = float(np.linalg.norm(r))
    return np.squeeze(X.T.dot(r), axis=1) / length, float(r.sum()) / length


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    W = np.zeros((X.shape[1], 1))
    b = np.zeros((1, 1))
    Y = column(y)
    history = [np.mean((X @ W + b - Y) ** 2)]
    for epoch in range(epochs):
        for batch in minibatches(len(X), batch_size, seed + epoch, replace):
            r = X[batch] @ W + b - Y[batch]
            W, b = W - lr * 2 * X[batch].T @ r / len(batch), b - lr * 2 * r.mean(axis=0)
        history.append(np.mean((X @ W + b - Y) ** 2))
    return W[:, 0], b[0, 0], np.array(history)
