"""
description: A model object that the functions wrap, with a lazy property for the residual.
"""

from dataclasses import dataclass, replace as changed

import numpy as np


@dataclass(frozen=True)
class LinearModel:
    w: np.ndarray
    b: float

    def residual(self, X, y):
        return np.inner(X, self.w) + self.b - y

    def loss(self, X, y):
        r = self.residual(X, y)
        return np.dot(r, r) / len(r)

    def gradient(self, X, y):
        r = self.residual(X, y)
        return np.mean(2 * r[:, np.newaxis] * X, axis=0), np.mean(2 * r)

    def step(self, X, y, lr):
        grad_w, grad_b = self.gradient(X, y)
        return changed(self, w=self.w - lr * grad_w, b=self.b - lr * grad_b)


class Sampler:
    def __init__(self, n, batch_size, replace):
        if n < 1 or batch_size < 1:
            raise ValueError("n and batch_size must be positive")
        self.n, self.batch_size, self.replace = n, batch_size, replace

    def __call__(self, seed):
        rng = np.random.Generator(np.random.Philox(seed))
        keys = rng.random(self.n)
        order = np.argsort(keys)
        for start in range(0, self.n, self.batch_size):
            if self.replace:
                yield (rng.random(self.batch_size) * self.n).astype(int)
            else:
                yield order[start : start + self.batch_size]


def mse(X, y, w, b):
    return LinearModel(w, b).loss(X, y)


def mse_gradient(X, y, w, b):
    return LinearModel(w, b).gradient(X, y)


def l2_error(X, y, w, b):
    return (LinearModel(w, b).loss(X, y) * len(X)) ** 0.5


def l2_error_gradient(X, y, w, b):
    # ‖r‖ = sqrt(n · mse), so its gradient is n / (2 ‖r‖) times the one of the mse.
    norm = l2_error(X, y, w, b)
    factor = len(X) / (2 * norm) if norm else 0.0
    grad_w, grad_b = mse_gradient(X, y, w, b)
    return factor * grad_w, factor * grad_b


def minibatches(n, batch_size, seed, replace=False):
    return list(Sampler(n, batch_size, replace)(seed))


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    sampler = Sampler(len(X), batch_size, replace)
    model = LinearModel(np.zeros(X.shape[1]), 0.0)
    history = [model.loss(X, y)]
    for epoch in range(epochs):
        for batch in sampler(seed + epoch):
            model = model.step(X[batch], y[batch], lr)
        history.append(model.loss(X, y))
    return model.w, model.b, history
