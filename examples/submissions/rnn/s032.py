"""
description: a list that grows without end (bounded at 3 GB), in one function
loses: [rnn_forward]
"""
# %% rnn_forward
def rnn_forward(X, h0, Wx, Wrec, b):
    H = [np.asarray(h0)]
    for _ in range(400):
        H.append(np.ones(1_000_000))
    return H
