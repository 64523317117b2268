"""
description: einsum, and a column of ones in sgd, sent from Colab
habits: [colab, outputs]
"""
# %% mse_gradient
def mse_gradient(X, y, w, b):
    r = np.einsum("nd,d->n", X, w) + b - y
    return 2 * np.einsum("n,nd->d", r, X) / len(y), 2 * r.mean()
# %% sgd
def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    A = np.c_[X, np.ones(len(X))]
    beta = np.zeros(A.shape[1])
    history = [np.mean((A @ beta - y) ** 2)]
    for e in range(epochs):
        for idx in minibatches(len(A), batch_size, seed + e, replace):
            beta -= lr * 2 / len(idx) * A[idx].T @ (A[idx] @ beta - y[idx])
        history.append(np.mean((A @ beta - y) ** 2))
    return beta[:-1], beta[-1], np.array(history)
