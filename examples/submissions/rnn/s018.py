"""
description: no derivative of tanh in the backward pass
loses: [rnn_backward]
"""
# %% rnn_backward
def rnn_backward(X, H, Wx, Wrec, dH):
    n, T, d = X.shape
    dWx, dWrec, db = np.zeros(Wx.shape), np.zeros(Wrec.shape), np.zeros(Wrec.shape[0])
    dh = dH[:, T, :].copy()
    for k in reversed(range(T)):
        dWx += X[:, k, :].T @ dh
        dWrec += H[:, k, :].T @ dh
        db += np.sum(dh, axis=0)
        dh = dh @ Wrec.T + dH[:, k, :]
    return dWx, dWrec, db, dh
