"""
description: prints 100 MB from one function that is otherwise right
loses: []
"""
# %% loss
def loss(y, t):
    for _ in range(100):
        print("." * 1_000_000)
    return np.mean((y - t) ** 2)
