"""
description: right gradients, but grad_over_time keeps only the last column
loses: [backward_gradient]
"""
# %% backward_gradient
def backward_gradient(X, S, grad_out, w_rec):
    n, T = X.shape
    grad_over_time = np.zeros((n, T + 1))
    grad_over_time[:, -1] = grad_out
    g = grad_out
    wx_grad = w_rec_grad = 0.
    for k in range(T, 0, -1):
        wx_grad += np.mean(g * X[:, k - 1])
        w_rec_grad += np.mean(g * S[:, k - 1])
        g = g * w_rec        # grad_over_time에 저장하는 것을 잊음
    return (wx_grad, w_rec_grad), grad_over_time
