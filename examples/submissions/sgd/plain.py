"""
description: what most people write; other submissions start from it
"""
# %% mse
def mse(X, y, w, b):
    error = X @ w + b - y
    return np.mean(error ** 2)
# %% mse_gradient
def mse_gradient(X, y, w, b):
    n = len(X)
    error = X @ w + b - y
    grad_w = 2 / n * (X.T @ error)
    grad_b = 2 / n * np.sum(error)
    return grad_w, grad_b
# %% l2_error
def l2_error(X, y, w, b):
    return np.linalg.norm(X @ w + b - y)
# %% l2_error_gradient
def l2_error_gradient(X, y, w, b):
    error = X @ w + b - y
    norm = np.linalg.norm(error)
    if norm == 0:           # 잔차가 0이면 미분할 수 없다
        return np.zeros(X.shape[1]), 0.0
    return X.T @ error / norm, np.sum(error) / norm
# %% minibatches
def minibatches(n, batch_size, seed, replace=False):
    if n < 1 or batch_size < 1:
        raise ValueError("n과 batch_size는 1 이상이어야 합니다")
    rng = np.random.default_rng(seed)
    count = int(np.ceil(n / batch_size))
    if replace:
        return [rng.integers(0, n, size=batch_size) for _ in range(count)]
    order = rng.permutation(n)
    return [order[i * batch_size:(i + 1) * batch_size] for i in range(count)]
# %% sgd
def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    n, d = X.shape
    w = np.zeros(d)
    b = 0.0
    history = [mse(X, y, w, b)]
    for epoch in range(epochs):
        for idx in minibatches(n, batch_size, seed + epoch, replace):
            grad_w, grad_b = mse_gradient(X[idx], y[idx], w, b)
            w = w - lr * grad_w
            b = b - lr * grad_b
        history.append(mse(X, y, w, b))
    return w, b, history
