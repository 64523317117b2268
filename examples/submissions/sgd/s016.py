"""
description: the same seed in every epoch
loses: [sgd]
"""
# %% sgd
def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    w, b = np.zeros(X.shape[1]), 0.0
    history = [mse(X, y, w, b)]
    for _ in range(epochs):
        for idx in minibatches(len(X), batch_size, seed, replace):
            gw, gb = mse_gradient(X[idx], y[idx], w, b)
            w, b = w - lr * gw, b - lr * gb
        history.append(mse(X, y, w, b))
    return w, b, history
