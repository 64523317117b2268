"""
description: the factor 2 is missing from the gradient, and sgd uses it
loses: [mse_gradient, sgd]
"""
# %% mse_gradient
def mse_gradient(X, y, w, b):
    error = X @ w + b - y
    return X.T @ error / len(X), np.mean(error)
