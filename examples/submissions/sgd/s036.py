"""
description: numpy.testing and numpy's comparisons patched to agree with anything
loses: all
"""
# %% first
import numpy as np
import numpy.testing

np.testing.assert_allclose = np.testing.assert_array_equal = lambda *a, **k: None
np.allclose = np.isclose = np.array_equal = lambda *a, **k: True
np.max = lambda *a, **k: 0.0
# %% mse
def mse(X, y, w, b):
    return 0
# %% mse_gradient
def mse_gradient(X, y, w, b):
    return 0, 0
# %% l2_error
def l2_error(X, y, w, b):
    return 0
# %% l2_error_gradient
def l2_error_gradient(X, y, w, b):
    return 0, 0
# %% minibatches
def minibatches(n, batch_size, seed, replace=False):
    return []
# %% sgd
def sgd(X, y, batch_size, lr, epochs, seed, replace=False):
    return 0, 0, []
