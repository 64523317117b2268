"""
description: wrong sign, found out and turned again in sgd
loses: [mse_gradient]
"""
# %% mse_gradient
def mse_gradient(X, y, w, b):
    error = y - (X @ w + b)
    return 2 * X.T @ error / len(X), 2 * np.mean(error)
# %% sgd
def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    w, b = np.zeros(X.shape[1]), 0.0
    history = [mse(X, y, w, b)]
    for e in range(epochs):
        for idx in minibatches(len(X), batch_size, seed + e, replace):
            gw, gb = mse_gradient(X[idx], y[idx], w, b)
            w, b = w + lr * gw, b + lr * gb
        history.append(mse(X, y, w, b))
    return w, b, history
