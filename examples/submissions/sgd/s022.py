"""
description: no ValueError for an empty data set
loses: [minibatches]
habits: [outputs]
"""
# %% minibatches
def minibatches(n, batch_size, seed, replace=False):
    rng = np.random.default_rng(seed)
    if replace:
        return [rng.choice(n, batch_size) for _ in range(int(np.ceil(n / batch_size)))]
    order = list(range(n))
    rng.shuffle(order)
    return [np.array(order[i:i + batch_size]) for i in range(0, n, batch_size)]
