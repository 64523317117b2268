"""
description: = where += belongs, so that only the first step counts
loses: [backward_gradient]
"""
# %% backward_gradient
def backward_gradient(X, S, grad_out, w_rec):
    G = np.zeros((X.shape[0], X.shape[1] + 1))
    G[:, -1] = grad_out
    for k in range(X.shape[1], 0, -1):
        wx_grad = np.mean(G[:, k] * X[:, k - 1])
        w_rec_grad = np.mean(G[:, k] * S[:, k - 1])
        G[:, k - 1] = G[:, k] * w_rec
    return (wx_grad, w_rec_grad), G
