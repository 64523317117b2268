"""
exercise: sgd
hint:
  en: >-
    The gradient is summed over the batch, not averaged, so a step grows with the batch size.
    Close to the truth or not, it is another algorithm.
  ko: >-
    그래디언트를 미니배치에 대해 평균하지 않고 더했습니다. 그래서 미니배치가 클수록 걸음도 커집니다. 정답에 가깝든 아니든 다른 알고리즘입니다.
"""

import numpy as np


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    history = [mse(X, y, w, b)]
    for epoch in range(epochs):
        for batch in minibatches(n, batch_size, seed + epoch, replace):
            grad_w, grad_b = mse_gradient(X[batch], y[batch], w, b)
            w = w - lr * len(batch) * grad_w
            b = b - lr * len(batch) * grad_b
        history.append(mse(X, y, w, b))
    return w, b, history
