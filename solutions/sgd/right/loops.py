"""
description: Plain Python loops and the random module; numpy only where the contract has arrays.
"""

import math
import random

import numpy as np


def residual_of(X, y, w, b, i):
    total = b
    for j in range(len(w)):
        total += X[i, j] * w[j]
    return total - y[i]


def mse(X, y, w, b):
    total = 0.0
    for i in range(len(y)):
        total += residual_of(X, y, w, b, i) ** 2
    return total / len(y)


def mse_gradient(X, y, w, b):
    n, d = X.shape
    grad_w, grad_b = np.zeros(d), 0.0
    for i in range(n):
        r = residual_of(X, y, w, b, i)
        for j in range(d):
            grad_w[j] += 2 * r * X[i, j] / n
        grad_b += 2 * r / n
    return grad_w, grad_b


def l2_error(X, y, w, b):
    return math.sqrt(sum(residual_of(X, y, w, b, i) ** 2 for i in range(len(y))))


def l2_error_gradient(X, y, w, b):
    n, d = X.shape
    residuals = [residual_of(X, y, w, b, i) for i in range(n)]
    norm = math.hypot(*residuals)
    if norm == 0:
        return np.zeros(d), 0
    grad_w = np.array([sum(residuals[i] * X[i, j] for i in range(n)) / norm for j in range(d)])
    return grad_w, sum(residuals) / norm


def minibatches(n, batch_size, seed, replace=False):
    if n < 1:
        raise ValueError("n은 1 이상이어야 합니다")
    if batch_size < 1:
        raise ValueError("batch_size는 1 이상이어야 합니다")
    dice = random.Random(seed)
    batches = []
    if replace:
        for _ in range(math.ceil(n / batch_size)):
            batches.append(np.array([dice.randrange(n) for _ in range(batch_size)]))
        return batches
    left = list(range(n))
    dice.shuffle(left)
    while left:
        batches.append(np.array(left[:batch_size]))
        left = left[batch_size:]
    return batches


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    history = [mse(X, y, w, b)]
    e = 0
    while e < epochs:
        for batch in minibatches(n, batch_size, seed + e, replace):
            grad_w, grad_b = mse_gradient(X[batch], y[batch], w, b)
            for j in range(d):
                w[j] -= lr * grad_w[j]
            b -= lr * grad_b
        history.append(mse(X, y, w, b))
        e += 1
    return w, b, history
