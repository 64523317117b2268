"""
description: dWrec with the state after the step instead of the one before
loses: [rnn_backward]
"""
# %% rnn_backward
def rnn_backward(X, H, Wx, Wrec, dH):
    n, T, d = X.shape
    dWx, dWrec, db = np.zeros(Wx.shape), np.zeros(Wrec.shape), np.zeros(Wrec.shape[0])
    dh = dH[:, T, :].copy()
    for k in range(T, 0, -1):
        dz = dh * (1 - H[:, k, :] ** 2)
        dWx += X[:, k - 1, :].T @ dz
        dWrec += H[:, k, :].T @ dz
        db += np.sum(dz, axis=0)
        dh = dz @ Wrec.T + dH[:, k - 1, :]
    return dWx, dWrec, db, dh
