"""
description: history taken before each epoch, so that it is one short
loses: [sgd]
"""
# %% sgd
def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    w, b = np.zeros(X.shape[1]), 0.0
    history = []
    for e in range(epochs):
        history.append(mse(X, y, w, b))
        for idx in minibatches(len(X), batch_size, seed + e, replace):
            gw, gb = mse_gradient(X[idx], y[idx], w, b)
            w, b = w - lr * gw, b - lr * gb
    return w, b, history
