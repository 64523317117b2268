"""
description: Time as the first axis inside, steps collected in lists, one product over all steps at the end.
"""

import numpy as np


def forward_states(X, wx, w_rec):
    time_first = np.zeros((X.shape[1] + 1, X.shape[0]))
    for k, xk in enumerate(X.T, start=1):
        time_first[k] = update_state(xk, time_first[k - 1], wx, w_rec)
    return time_first.T


def rnn_backward(X, H, Wx, Wrec, dH):
    X, H, dH = (a.transpose(1, 0, 2) for a in (X, H, dH))
    T, n, d = X.shape
    m = H.shape[2]
    collected = []
    carried = np.zeros((n, m))
    for k in range(T, 0, -1):
        collected.insert(0, (dH[k] + carried) * (1 - H[k] ** 2))
        carried = collected[0] @ Wrec.T
    flat = np.reshape(collected, (T * n, m))
    dWx = X.reshape(T * n, d).T @ flat
    dWrec = H[:-1].reshape(T * n, m).T @ flat
    return dWx, dWrec, flat.sum(axis=0, keepdims=True)[0], dH[0] + carried


def truncated_backward(X, H, Wx, Wrec, dH, k):
    # Matrices that carry a gradient from step t to step s, for every pair within reach.
    n, T, d = X.shape
    dWx, dWrec, db = np.zeros(Wx.shape), np.zeros(Wrec.shape), np.zeros(Wrec.shape[0])
    for i in range(n):
        for s in range(1, T + 1):
            slope = 1 - H[i, s] ** 2
            reached = dH[i, s].copy()
            way = np.eye(len(Wrec))
            for t in range(s + 1, min(s + k - 1, T) + 1):
                way = np.diag(1 - H[i, t] ** 2) @ Wrec.T @ way
                reached += dH[i, t] @ way
            g = slope * reached
            dWx += np.outer(X[i, s - 1], g)
            dWrec += np.outer(H[i, s - 1], g)
            db += g
    return dWx, dWrec, db
