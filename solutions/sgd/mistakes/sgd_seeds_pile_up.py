"""
exercise: sgd
hint:
  en: >-
    The second epoch has the right batches, the third has not: it takes those of seed + 2. If the
    loop adds to the seed itself, the numbers of the epochs pile up.
  ko: >-
    두 번째 에폭의 미니배치는 맞지만 세 번째는 맞지 않습니다. 세 번째 에폭에서는 seed + 2의 미니배치를 씁니다. 반복문에서
    seed 자체를 바꾸면 에폭 번호가 계속 쌓입니다.
recognised: false
"""

import numpy as np


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    history = [mse(X, y, w, b)]
    for epoch in range(epochs):
        seed += epoch
        for batch in minibatches(n, batch_size, seed, replace):
            grad_w, grad_b = mse_gradient(X[batch], y[batch], w, b)
            w = w - lr * grad_w
            b = b - lr * grad_b
        history.append(mse(X, y, w, b))
    return w, b, history
