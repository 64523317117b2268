"""
description: nan where the residual is exactly zero
loses: [l2_error_gradient]
"""
# %% l2_error_gradient
def l2_error_gradient(X, y, w, b):
    error = X @ w + b - y
    return X.T @ error / np.linalg.norm(error), error.sum() / np.linalg.norm(error)
