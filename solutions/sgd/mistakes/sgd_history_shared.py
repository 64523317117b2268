"""
exercise: sgd
hint:
  en: >-
    A default argument such as [] is made once and shared by all the calls, so the history of
    the call before is still in it. Make a new list inside the function.
  ko: >-
    [] 같은 기본 인자는 한 번만 만들어져 모든 호출이 함께 씁니다. 그래서 앞선 호출의 history가 남아 있습니다. 함수 안에서 새 리스트를 만드십시오.
recognised: false
"""

import numpy as np


def sgd(X, y, batch_size, lr, epochs, seed, replace=False, history=[]):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    history.append(mse(X, y, w, b))
    for epoch in range(epochs):
        for batch in minibatches(n, batch_size, seed + epoch, replace):
            grad_w, grad_b = mse_gradient(X[batch], y[batch], w, b)
            w = w - lr * grad_w
            b = b - lr * grad_b
        history.append(mse(X, y, w, b))
    return w, b, history
