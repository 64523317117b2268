"""
description: half finished; the last two still raise NotImplementedError
based_on: released
loses: [minibatches, sgd]
"""
# %% mse
def mse(X, y, w, b):
    return ((X @ w + b - y) ** 2).mean()
# %% mse_gradient
def mse_gradient(X, y, w, b):
    r = X @ w + b - y
    return 2 * X.T @ r / len(r), 2 * r.mean()
# %% l2_error
def l2_error(X, y, w, b):
    return np.sqrt(np.sum((X @ w + b - y) ** 2))
# %% l2_error_gradient
def l2_error_gradient(X, y, w, b):
    r = X @ w + b - y
    norm = np.sqrt(np.sum(r ** 2))
    if norm == 0:
        norm = 1
    return X.T @ r / norm, r.sum() / norm
