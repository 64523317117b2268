"""
exercise: sgd
hint:
  en: >-
    The same call gives another result each time. Epoch e takes the batches of seed + e, so that
    a run can be repeated.
  ko: >-
    똑같이 호출해도 결과가 매번 다릅니다. 에폭 e에서 seed + e의 미니배치를 써야 학습을 똑같이 되풀이할 수 있습니다.
recognised: false
"""

import numpy as np


def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    history = [mse(X, y, w, b)]
    for epoch in range(epochs):
        for batch in minibatches(n, batch_size, np.random.randint(2**31), replace):
            grad_w, grad_b = mse_gradient(X[batch], y[batch], w, b)
            w = w - lr * grad_w
            b = b - lr * grad_b
        history.append(mse(X, y, w, b))
    return w, b, history
