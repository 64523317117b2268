"""
exercise: sgd
hint:
  en: >-
    The history is not the mse on all the data for the w and b at the end of each epoch. Is it
    measured on a batch, or at another moment?
  ko: >-
    history의 값이 에폭이 끝났을 때의 w와 b로 전체 데이터에서 잰 MSE가 아닙니다. 미니배치에서 재었거나 다른 시점에 잰 것은 아닌지 확인하십시오.
recognised: false
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
            b = b - lr * grad_b
        history.append(mse(X[batch], y[batch], w, b))
    return w, b, history
