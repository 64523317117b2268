"""
description: the derivative approximated by an accurate difference quotient (exact for a square)
"""
# %% mse_gradient
def mse_gradient(X, y, w, b):
    # 이차함수이므로 중앙차분이 정확하다
    h = 1e-2
    grad_w = np.zeros(len(w))
    for j in range(len(w)):
        e = np.zeros(len(w))
        e[j] = h
        grad_w[j] = (mse(X, y, w + e, b) - mse(X, y, w - e, b)) / (2 * h)
    grad_b = (mse(X, y, w, b + h) - mse(X, y, w, b - h)) / (2 * h)
    return grad_w, grad_b
