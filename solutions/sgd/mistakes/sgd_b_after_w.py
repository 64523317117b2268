"""
exercise: sgd
hint:
  en: >-
    The step in b uses the new w already. Both gradients belong to the same point: work out
    both, then move both.
  ko: >-
    b를 갱신할 때 이미 바뀐 w를 썼습니다. 두 그래디언트는 같은 점에서 구해야 합니다. 둘 다 구한 다음에 함께 움직이십시오.
"""

import numpy as np


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    history = [mse(X, y, w, b)]
    for epoch in range(epochs):
        for batch in minibatches(n, batch_size, seed + epoch, replace):
            grad_w, grad_b = mse_gradient(X[batch], y[batch], w, b)
            w = w - lr * grad_w
            b = b - lr * mse_gradient(X[batch], y[batch], w, b)[1]
        history.append(mse(X, y, w, b))
    return w, b, history
