"""
description: the L2 norm averaged like the mse, and its gradient with the factor of the square
loses: [l2_error, l2_error_gradient]
"""
# %% l2_error
def l2_error(X, y, w, b):
    return np.sqrt(np.mean((X @ w + b - y) ** 2))
# %% l2_error_gradient
def l2_error_gradient(X, y, w, b):
    error = X @ w + b - y
    return 2 * X.T @ error, 2 * np.sum(error)
