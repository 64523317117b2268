"""
description: a list that grows without end (bounded at 3 GB), in one function
loses: [minibatches]
"""
# %% minibatches
def minibatches(n, batch_size, seed, replace=False):
    batches = []
    for _ in range(400):
        batches.append(np.ones(1_000_000))
    return batches
# %% sgd
def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    return None
