"""
description: No loops over time; each function calls itself on a sequence shorter by one step.
"""

import numpy as np


def forward_states(X, wx, w_rec):
    if X.shape[1] == 0:
        return np.zeros((len(X), 1))
    before = forward_states(X[:, :-1], wx, w_rec)
    return np.column_stack([before, X[:, -1] * wx + before[:, -1] * w_rec])


def backward_gradient(X, S, grad_out, w_rec):
    if X.shape[1] == 0:
        return (0.0, 0.0), grad_out.reshape(-1, 1)
    earlier = backward_gradient(X[:, :-1], S[:, :-1], grad_out * w_rec, w_rec)
    (wx_grad, w_rec_grad), over_time = earlier
    wx_grad = wx_grad + np.average(grad_out * X[:, -1])
    w_rec_grad = w_rec_grad + np.average(grad_out * S[:, -2])
    return (wx_grad, w_rec_grad), np.column_stack([over_time, grad_out])


def rnn_forward(X, h0, Wx, Wrec, b):
    first = h0[:, None, :]
    if X.shape[1] == 0:
        return first
    h1 = np.tanh(X[:, 0] @ Wx + h0 @ Wrec + b)
    return np.concatenate([first, rnn_forward(X[:, 1:], h1, Wx, Wrec, b)], axis=1)


def rnn_backward(X, H, Wx, Wrec, dH):
    if X.shape[1] == 0:
        m = len(Wrec)
        return np.zeros(Wx.shape), np.zeros((m, m)), np.zeros(m), dH[:, 0].copy()
    # What the later steps want of h_1 is what their own initial state would be given.
    dWx, dWrec, db, dh1 = rnn_backward(X[:, 1:], H[:, 1:], Wx, Wrec, dH[:, 1:])
    da = dh1 * (1 - H[:, 1] * H[:, 1])
    return dWx + X[:, 0].T @ da, dWrec + H[:, 0].T @ da, db + da.sum(0), dH[:, 0] + da @ Wrec.T


def jacobian_norms(H, Wrec):
    def products(k, tail):
        """The Jacobians of the last state with respect to states k - 1, ..., 0."""
        if k == 0:
            return []
        tail = [J @ np.diag(1 - h[k] ** 2) @ Wrec.T for J, h in zip(tail, H)]
        return [np.mean([np.linalg.norm(J, 2) for J in tail])] + products(k - 1, tail)

    return products(H.shape[1] - 1, [np.eye(len(Wrec)) for _ in H])
