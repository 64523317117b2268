"""
description: the gradient is divided by the size of the whole data set, not of the batch
loses: [sgd]
"""
# %% sgd
def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    w, b = np.zeros(X.shape[1]), 0.0
    history = [mse(X, y, w, b)]
    n = len(X)
    for e in range(epochs):
        for idx in minibatches(n, batch_size, seed + e, replace):
            error = X[idx] @ w + b - y[idx]
            w = w - lr * 2 / n * X[idx].T @ error
            b = b - lr * 2 / n * error.sum()
        history.append(mse(X, y, w, b))
    return w, b, history
