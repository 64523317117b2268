"""
description: Wrec not transposed on the way back; both functions copied from each other
loses: [rnn_backward, truncated_backward]
habits: [colab, outputs]
"""
# %% rnn_backward
def rnn_backward(X, H, Wx, Wrec, dH):
    n, T, d = X.shape
    dWx, dWrec, db = np.zeros(Wx.shape), np.zeros(Wrec.shape), np.zeros(Wrec.shape[0])
    dh = dH[:, T, :].copy()
    for k in reversed(range(T)):
        dz = dh * (1 - H[:, k + 1, :] ** 2)
        dWx += X[:, k, :].T @ dz
        dWrec += H[:, k, :].T @ dz
        db += np.sum(dz, axis=0)
        dh = dz @ Wrec + dH[:, k, :]
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
            dh = dz @ Wrec
    return dWx, dWrec, db
