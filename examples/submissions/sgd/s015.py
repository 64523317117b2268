"""
description: the last short batch is dropped
loses: [minibatches, sgd]
habits: [colab]
"""
# %% minibatches
def minibatches(n, batch_size, seed, replace=False):
    if n < 1 or batch_size < 1:
        raise ValueError("invalid")
    rng = np.random.default_rng(seed)
    if replace:
        return [rng.integers(0, n, size=batch_size) for _ in range(-(-n // batch_size))]
    order = rng.permutation(n)
    return [order[i:i + batch_size] for i in range(0, n - batch_size + 1, batch_size)]
