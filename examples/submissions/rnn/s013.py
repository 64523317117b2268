"""
description: forgets to multiply by w_rec on the way back
loses: [backward_gradient]
"""
# %% backward_gradient
def backward_gradient(X, S, grad_out, w_rec):
    grad_over_time = np.zeros((X.shape[0], X.shape[1] + 1))
    grad_over_time[:, -1] = grad_out
    wx_grad = 0
    w_rec_grad = 0
    for k in range(X.shape[1], 0, -1):
        wx_grad += np.mean(grad_over_time[:, k] * X[:, k - 1])
        w_rec_grad += np.mean(grad_over_time[:, k] * S[:, k - 1])
        grad_over_time[:, k - 1] = grad_over_time[:, k]
    return (wx_grad, w_rec_grad), grad_over_time
