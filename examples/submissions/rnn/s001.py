"""
description: plain loops over every sample and entry, Korean comments
"""
# %% loss
def loss(y, t):
    # 평균제곱오차 (MSE)
    합 = 0.0
    for i in range(len(y)):
        합 += (y[i] - t[i]) ** 2
    return 합 / len(y)
# %% forward_states
def forward_states(X, wx, w_rec):
    n, T = X.shape
    S = np.zeros((n, T + 1))          # 처음 상태는 0
    for i in range(n):
        for k in range(1, T + 1):
            S[i, k] = X[i, k - 1] * wx + S[i, k - 1] * w_rec
    return S
# %% backward_gradient
def backward_gradient(X, S, grad_out, w_rec):
    n, T = X.shape
    G = np.zeros((n, T + 1))
    wx_grad, w_rec_grad = 0.0, 0.0
    for i in range(n):
        G[i, T] = grad_out[i]
        for k in range(T, 0, -1):     # 시간을 거슬러 올라간다
            wx_grad += G[i, k] * X[i, k - 1] / n
            w_rec_grad += G[i, k] * S[i, k - 1] / n
            G[i, k - 1] = G[i, k] * w_rec
    return (wx_grad, w_rec_grad), G
