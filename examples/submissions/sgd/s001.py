"""
description: plain loops over every sample and feature, Korean comments
"""
# %% mse
def mse(X, y, w, b):
    합계 = 0
    for i in range(len(X)):
        예측 = b
        for j in range(len(w)):
            예측 += X[i][j] * w[j]
        합계 += (예측 - y[i]) ** 2       # 잔차의 제곱
    return 합계 / len(X)
# %% mse_gradient
def mse_gradient(X, y, w, b):
    n, d = X.shape
    grad_w = np.zeros(d)
    grad_b = 0.0
    for i in range(n):
        r = np.dot(X[i], w) + b - y[i]
        for j in range(d):
            grad_w[j] += 2 * r * X[i, j] / n
        grad_b += 2 * r / n
    return grad_w, grad_b
