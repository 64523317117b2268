"""
description: the data are standardised in place at the start of sgd
loses: [sgd]
"""
# %% sgd
def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    X -= X.mean(axis=0)
    w, b = np.zeros(X.shape[1]), 0.0
    history = [mse(X, y, w, b)]
    for e in range(epochs):
        for idx in minibatches(len(X), batch_size, seed + e, replace):
            gw, gb = mse_gradient(X[idx], y[idx], w, b)
            w, b = w - lr * gw, b - lr * gb
        history.append(mse(X, y, w, b))
    return w, b, history
