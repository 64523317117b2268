"""
description: Everything with einsum, letters for samples, inputs and states.
"""

import numpy as np


def loss(y, t):
    return np.einsum("i,i->", y - t, y - t) / y.size


def backward_gradient(X, S, grad_out, w_rec):
    n, T = X.shape
    factors = np.concatenate([np.full(T, w_rec), [1.0]])
    over_time = np.einsum("i,k->ik", grad_out, np.cumprod(factors[::-1])[::-1])
    wx_grad = np.einsum("ik,ik->", over_time[:, 1:], X) / n
    w_rec_grad = np.einsum("ik,ik->", over_time[:, 1:], S[:, :-1]) / n
    return (wx_grad, w_rec_grad), over_time


def rnn_forward(X, h0, Wx, Wrec, b):
    fed = np.einsum("nkd,dm->knm", X, Wx) + b
    states = [h0]
    for a in fed:
        states.append(np.tanh(a + np.einsum("np,pq->nq", states[-1], Wrec)))
    return np.einsum("knm->nkm", np.array(states))


def rnn_backward(X, H, Wx, Wrec, dH):
    slope = 1 - np.einsum("nkm,nkm->nkm", H, H)
    delta = dH.copy()
    for k in range(X.shape[1], 0, -1):
        delta[:, k - 1] += np.einsum("nq,nq,pq->np", delta[:, k], slope[:, k], Wrec)
    da = np.einsum("nkm,nkm->nkm", delta, slope)[:, 1:]
    return (
        np.einsum("nkd,nkm->dm", X, da),
        np.einsum("nkp,nkq->pq", H[:, :-1], da),
        np.einsum("nkm->m", da),
        delta[:, 0],
    )


def truncated_backward(X, H, Wx, Wrec, dH, k):
    # All windows at once: after j rounds, column t holds what step t + j sends back to step t.
    T = X.shape[1]
    slope = 1 - H[:, 1:] ** 2
    travelling = dH[:, 1:]
    arrived = np.zeros_like(slope)
    for j in range(min(k, T)):
        da = np.einsum("nkm,nkm->nkm", travelling, slope[:, : T - j])
        arrived[:, : T - j] += da
        travelling = np.einsum("nkq,pq->nkp", da[:, 1:], Wrec)
    return (
        np.einsum("nkd,nkm->dm", X, arrived),
        np.einsum("nkp,nkq->pq", H[:, :-1], arrived),
        np.einsum("nkm->m", arrived),
    )


def jacobian_norms(H, Wrec):
    n, columns, m = H.shape
    steps = np.einsum("nkp,qp->nkpq", 1 - H[:, 1:] ** 2, Wrec)
    product = np.einsum("n,pq->npq", np.ones(n), np.eye(m))
    norms = np.zeros(columns - 1)
    for j in range(1, columns):
        product = np.einsum("npq,nqr->npr", product, steps[:, -j])
        gram = np.einsum("npq,nrq->npr", product, product)
        norms[j - 1] = np.mean(np.sqrt(np.linalg.eigvalsh(gram)[:, -1]))
    return norms
