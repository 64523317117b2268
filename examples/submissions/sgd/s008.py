"""
description: gives back lists of Python numbers
"""
# %% mse_gradient
def mse_gradient(X, y, w, b):
    r = [sum(x * v for x, v in zip(row, w)) + b - t for row, t in zip(X, y)]
    n = len(r)
    return [2 * sum(r[i] * X[i][j] for i in range(n)) / n for j in range(len(w))], 2 * sum(r) / n
# %% sgd
def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    w, b = [0.0] * X.shape[1], 0.0
    history = [float(mse(X, y, np.array(w), b))]
    for epoch in range(epochs):
        for idx in minibatches(len(X), batch_size, seed + epoch, replace):
            gw, gb = mse_gradient(X[idx], y[idx], w, b)
            w = [float(v - lr * g) for v, g in zip(w, gw)]
            b = float(b - lr * gb)
        history.append(float(mse(X, y, np.array(w), b)))
    return [w, b, history]
