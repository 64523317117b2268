"""
description: right numbers, but grad_out is changed in place
loses: [backward_gradient]
"""
# %% backward_gradient
def backward_gradient(X, S, grad_out, w_rec):
    n, T = X.shape
    G = np.zeros((n, T + 1))
    g = grad_out
    a = b = 0.0
    for k in range(T, 0, -1):
        G[:, k] = g
        a += np.mean(g * X[:, k - 1])
        b += np.mean(g * S[:, k - 1])
        g *= w_rec
    G[:, 0] = g
    return (a, b), G
