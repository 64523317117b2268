"""
description: prints 100 MB from one function that is otherwise right
"""
# %% l2_error
def l2_error(X, y, w, b):
    for _ in range(100):
        print("." * 1_000_000)
    return np.linalg.norm(X @ w + b - y)
