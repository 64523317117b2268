"""
description: A cell object that keeps its own gradients, the functions only build it and ask it.
"""

import numpy as np


class LinearCell:
    def __init__(self, wx, w_rec):
        self.wx, self.w_rec = wx, w_rec
        self.grad = {"wx": 0.0, "w_rec": 0.0}

    def forward(self, x, s):
        return self.wx * x + self.w_rec * s

    def backward(self, x, s, upstream):
        self.grad["wx"] += (x * upstream).mean()
        self.grad["w_rec"] += (s * upstream).mean()
        return self.w_rec * upstream


class TanhCell:
    def __init__(self, Wx, Wrec, b=0.0):
        self.Wx, self.Wrec, self.b = Wx, Wrec, b
        self.dWx = np.zeros(Wx.shape)
        self.dWrec = np.zeros(Wrec.shape)
        self.db = np.zeros(Wrec.shape[1])

    def forward(self, x, h):
        return np.tanh(np.dot(x, self.Wx) + np.dot(h, self.Wrec) + self.b)

    def backward(self, x, before, after, upstream):
        da = upstream * (1 + after) * (1 - after)
        self.dWx += np.dot(x.T, da)
        self.dWrec += np.dot(before.T, da)
        self.db += np.ones(len(da)) @ da
        return np.dot(da, self.Wrec.T)

    def jacobians(self, after):
        return np.array([np.diag(1 - h**2) @ self.Wrec.T for h in after])


def update_state(xk, sk, wx, w_rec):
    return LinearCell(wx, w_rec).forward(xk, sk)


def forward_states(X, wx, w_rec):
    cell = LinearCell(wx, w_rec)
    states = [np.zeros(len(X))]
    for x in X.T:
        states.append(cell.forward(x, states[-1]))
    return np.transpose(states)


def backward_gradient(X, S, grad_out, w_rec):
    cell = LinearCell(None, w_rec)
    upstream = [grad_out]
    for x, s in zip(X.T[::-1], S.T[-2::-1]):
        upstream.append(cell.backward(x, s, upstream[-1]))
    return (cell.grad["wx"], cell.grad["w_rec"]), np.transpose(upstream[::-1])


def rnn_forward(X, h0, Wx, Wrec, b):
    cell = TanhCell(Wx, Wrec, b)
    H = [h0]
    for k in range(X.shape[1]):
        H.append(cell.forward(X[:, k], H[k]))
    return np.swapaxes(H, 0, 1)


def rnn_backward(X, H, Wx, Wrec, dH):
    cell = TanhCell(Wx, Wrec)
    upstream = dH[:, -1]
    for k in range(X.shape[1])[::-1]:
        upstream = cell.backward(X[:, k], H[:, k], H[:, k + 1], upstream) + dH[:, k]
    return cell.dWx, cell.dWrec, cell.db, upstream


def truncated_backward(X, H, Wx, Wrec, dH, k):
    cell = TanhCell(Wx, Wrec)
    for t in range(X.shape[1]):
        upstream = dH[:, t + 1]
        reached = 0
        while reached < k and reached <= t:
            step = t - reached
            upstream = cell.backward(X[:, step], H[:, step], H[:, step + 1], upstream)
            reached += 1
    return cell.dWx, cell.dWrec, cell.db


def jacobian_norms(H, Wrec):
    cell = TanhCell(Wrec, Wrec)
    product, norms = None, []
    for k in range(H.shape[1] - 1, 0, -1):
        step = cell.jacobians(H[:, k])
        product = step if product is None else np.matmul(product, step)
        norms.append(np.mean(np.linalg.norm(product, 2, axis=(-2, -1))))
    return norms
