"""
description: Derivatives carried forwards along with the states instead of back (real-time recurrent learning).
"""

import numpy as np


def backward_gradient(X, S, grad_out, w_rec):
    n, T = X.shape
    ds_dwx = np.zeros(n)
    ds_dw_rec = np.zeros(n)
    for k in range(T):
        ds_dwx = X[:, k] + w_rec * ds_dwx
        ds_dw_rec = S[:, k] + w_rec * ds_dw_rec
    # The state k steps before the end counts w_rec ** k.
    over_time = np.stack([grad_out * w_rec ** (T - k) for k in range(T + 1)], axis=1)
    return (np.dot(grad_out, ds_dwx) / n, np.dot(grad_out, ds_dw_rec) / n), over_time


def rnn_backward(X, H, Wx, Wrec, dH):
    n, T, d = X.shape
    m = len(Wrec)
    dWx, dWrec, db = np.zeros((d, m)), np.zeros((m, m)), np.zeros(m)
    dh0 = dH[:, 0].copy()
    for i in range(n):
        # Sensitivities of the state: last axis is the state, the others the parameter's own.
        by_wx, by_wrec, by_b, by_h0 = (
            np.zeros((d, m, m)), np.zeros((m, m, m)), np.zeros((m, m)), np.eye(m)
        )
        for k in range(1, T + 1):
            slope = 1 - H[i, k] ** 2
            direct_wx = X[i, k - 1][:, None, None] * np.eye(m)
            direct_wrec = H[i, k - 1][:, None, None] * np.eye(m)
            by_wx = (by_wx @ Wrec + direct_wx) * slope
            by_wrec = (by_wrec @ Wrec + direct_wrec) * slope
            by_b = (by_b @ Wrec + np.eye(m)) * slope
            by_h0 = by_h0 @ Wrec * slope
            dWx += by_wx @ dH[i, k]
            dWrec += by_wrec @ dH[i, k]
            db += by_b @ dH[i, k]
            dh0[i] += by_h0 @ dH[i, k]
    return dWx, dWrec, db, dh0


def jacobian_norms(H, Wrec):
    T = H.shape[1] - 1
    norms = np.empty(T)
    for j in range(1, T + 1):
        total = 0.0
        for h in H:
            J = np.eye(len(Wrec))
            for k in range(T - j + 1, T + 1):
                J = (1 - h[k] ** 2)[:, None] * (Wrec.T @ J)
            total += np.linalg.svd(J, compute_uv=False)[0]
        norms[j - 1] = total / len(H)
    return norms
