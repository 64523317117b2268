"""
description: truncation goes back one step too far
loses: [truncated_backward]
"""
# %% truncated_backward
def truncated_backward(X, H, Wx, Wrec, dH, k):
    n, T, d = X.shape
    dWx, dWrec, db = np.zeros(Wx.shape), np.zeros(Wrec.shape), np.zeros(Wrec.shape[0])
    for t in range(1, T + 1):
        dh = dH[:, t, :]
        for s in range(t, max(0, t - k - 1), -1):
            dz = dh * (1 - H[:, s, :] ** 2)
            dWx += X[:, s - 1, :].T @ dz
            dWrec += H[:, s - 1, :].T @ dz
            db += np.sum(dz, axis=0)
            dh = dz @ Wrec.T
    return dWx, dWrec, db
