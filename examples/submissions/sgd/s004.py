"""
description: Korean names, a generator turned into a list
habits: [colab]
"""
# %% minibatches
def 배치_생성기(n, batch_size, seed, replace):
    난수 = np.random.RandomState(seed)
    순서 = 난수.choice(n, size=n, replace=False)
    for 시작 in range(0, n, batch_size):
        if replace:
            yield 난수.choice(n, size=batch_size, replace=True)
        else:
            yield 순서[시작:시작 + batch_size]


def minibatches(n, batch_size, seed, replace=False):
    if n < 1 or batch_size < 1:
        raise ValueError
    return list(배치_생성기(n, batch_size, seed, replace))
