"""
description: half finished; the second part still raises NotImplementedError
based_on: released
loses: [rnn_forward, rnn_backward, truncated_backward, jacobian_norms]
"""
# %% update_state
def update_state(xk, sk, wx, w_rec):
    return xk * wx + sk * w_rec
# %% forward_states
def forward_states(X, wx, w_rec):
    n, T = X.shape
    S = np.zeros((n, T + 1))
    for k in range(T):
        S[:, k + 1] = update_state(X[:, k], S[:, k], wx, w_rec)
    return S
# %% loss
def loss(y, t):
    return ((y - t) ** 2).mean()
# %% output_gradient
def output_gradient(y, t):
    return 2 * (y - t)
# %% backward_gradient
def backward_gradient(X, S, grad_out, w_rec):
    n, T = X.shape
    G = np.zeros((n, T + 1))
    G[:, T] = grad_out
    for k in range(T - 1, -1, -1):
        G[:, k] = G[:, k + 1] * w_rec
    return ((G[:, 1:] * X).sum() / n, (G[:, 1:] * S[:, :-1]).sum() / n), G
