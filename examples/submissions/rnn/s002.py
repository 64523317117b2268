"""
description: einsum everywhere, sent from Colab
habits: [colab, outputs]
"""
# %% rnn_forward
def rnn_forward(X, h0, Wx, Wrec, b):
    Z = np.einsum("ntd,dm->ntm", X, Wx) + b
    H = [np.asarray(h0)]
    for k in range(X.shape[1]):
        H.append(np.tanh(Z[:, k] + np.einsum("nm,mk->nk", H[-1], Wrec)))
    return np.stack(H, axis=1)
# %% rnn_backward
def rnn_backward(X, H, Wx, Wrec, dH):
    D = np.zeros_like(H)
    dh = dH[:, -1]
    for k in range(H.shape[1] - 1, 0, -1):
        D[:, k] = dh * (1 - H[:, k] ** 2)
        dh = np.einsum("nk,mk->nm", D[:, k], Wrec) + dH[:, k - 1]
    return (
        np.einsum("ntd,ntm->dm", X, D[:, 1:]),
        np.einsum("ntk,ntm->km", H[:, :-1], D[:, 1:]),
        np.einsum("ntm->m", D),
        dh,
    )
# %% jacobian_norms
def jacobian_norms(H, Wrec):
    J, out = None, []
    for k in range(H.shape[1] - 1, 0, -1):
        step = np.einsum("nj,ij->nji", 1 - H[:, k] ** 2, Wrec)
        J = step if J is None else np.einsum("nab,nbc->nac", J, step)
        out.append(np.linalg.norm(J, ord=2, axis=(1, 2)).mean())
    return np.array(out)
