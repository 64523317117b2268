"""
description: a while loop that never ends, in one function
loses: [truncated_backward]
"""
# %% truncated_backward
def truncated_backward(X, H, Wx, Wrec, dH, k):
    dWx, dWrec, db = np.zeros(Wx.shape), np.zeros(Wrec.shape), np.zeros(Wrec.shape[0])
    t = X.shape[1]
    while t > 0:
        dz = dH[:, t] * (1 - H[:, t] ** 2)
        db += dz.sum(axis=0)
        # t -= 1  <- 빠졌음
    return dWx, dWrec, db
