"""
exercise: sgd
hint:
  en: >-
    No order of batches leads to these values. Do X and y use the same indices in a step? Are w
    and b both updated from their values before the step?
  ko: >-
    미니배치를 어떤 순서로 쓰더라도 이런 값은 나오지 않습니다. 한 번의 갱신에서 X와 y에 같은 인덱스를 쓰는지, w와 b를 모두 갱신하기 전의 값으로 계산하는지
    확인하십시오.
recognised: false
"""

import numpy as np


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    history = [mse(X, y, w, b)]
    for epoch in range(epochs):
        x_batches = minibatches(n, batch_size, seed + epoch, replace)
        y_batches = minibatches(n, batch_size, seed + epoch + 1000, replace)
        for batch, other in zip(x_batches, y_batches):
            grad_w, grad_b = mse_gradient(X[batch], y[other], w, b)
            w = w - lr * grad_w
            b = b - lr * grad_b
        history.append(mse(X, y, w, b))
    return w, b, history
