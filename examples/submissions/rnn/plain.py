"""
description: what most people write; other submissions start from it
"""
# %% update_state
def update_state(xk, sk, wx, w_rec):
    # 이전 상태에 w_rec을 곱하고 입력을 더한다
    return xk * wx + sk * w_rec
# %% forward_states
def forward_states(X, wx, w_rec):
    S = np.zeros((X.shape[0], X.shape[1] + 1))
    for k in range(X.shape[1]):
        S[:, k + 1] = update_state(X[:, k], S[:, k], wx, w_rec)
    return S
# %% loss
def loss(y, t):
    return np.mean((y - t) ** 2)
# %% output_gradient
def output_gradient(y, t):
    return 2.0 * (y - t)
# %% backward_gradient
def backward_gradient(X, S, grad_out, w_rec):
    grad_over_time = np.zeros((X.shape[0], X.shape[1] + 1))
    grad_over_time[:, -1] = grad_out
    wx_grad = 0
    w_rec_grad = 0
    for k in range(X.shape[1], 0, -1):
        wx_grad += np.mean(grad_over_time[:, k] * X[:, k - 1])
        w_rec_grad += np.mean(grad_over_time[:, k] * S[:, k - 1])
        grad_over_time[:, k - 1] = grad_over_time[:, k] * w_rec
    return (wx_grad, w_rec_grad), grad_over_time
# %% rnn_forward
def rnn_forward(X, h0, Wx, Wrec, b):
    n, T, d = X.shape
    H = np.empty((n, T + 1, Wrec.shape[0]))
    H[:, 0, :] = h0
    for k in range(T):
        z = X[:, k, :] @ Wx + H[:, k, :] @ Wrec + b
        H[:, k + 1, :] = np.tanh(z)
    return H
# %% rnn_backward
def rnn_backward(X, H, Wx, Wrec, dH):
    n, T, d = X.shape
    dWx, dWrec, db = np.zeros(Wx.shape), np.zeros(Wrec.shape), np.zeros(Wrec.shape[0])
    dh = dH[:, T, :].copy()
    for k in reversed(range(T)):
        dz = dh * (1 - H[:, k + 1, :] ** 2)      # tanh' = 1 - tanh^2
        dWx += X[:, k, :].T @ dz
        dWrec += H[:, k, :].T @ dz
        db += np.sum(dz, axis=0)
        dh = dz @ Wrec.T + dH[:, k, :]
    return dWx, dWrec, db, dh
# %% truncated_backward
def truncated_backward(X, H, Wx, Wrec, dH, k):
    n, T, d = X.shape
    dWx, dWrec, db = np.zeros(Wx.shape), np.zeros(Wrec.shape), np.zeros(Wrec.shape[0])
    for t in range(1, T + 1):
        dh = dH[:, t, :]
        for s in range(t, max(0, t - k), -1):
            dz = dh * (1 - H[:, s, :] ** 2)
            dWx += X[:, s - 1, :].T @ dz
            dWrec += H[:, s - 1, :].T @ dz
            db += np.sum(dz, axis=0)
            dh = dz @ Wrec.T
    return dWx, dWrec, db
# %% jacobian_norms
def jacobian_norms(H, Wrec):
    n, T1, m = H.shape
    norms = []
    J = np.array([np.eye(m)] * n)
    for k in range(T1 - 1, 0, -1):
        step = Wrec[None, :, :] * (1 - H[:, k, :] ** 2)[:, None, :]
        J = step @ J
        norms.append(np.mean([np.linalg.norm(J[i], 2) for i in range(n)]))
    return np.array(norms)
