"""
description: a list that grows without end (bounded at 3 GB), in one function
loses: [minibatches, sgd]
"""
# %% minibatches
def minibatches(n, batch_size, seed, replace=False):
    batches = []
    for _ in range(400):
        batches.append(np.ones(1_000_000))
    return batches
