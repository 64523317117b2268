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
# %% update_state
def update_state(xk, sk, wx, w_rec):
    return 0
# %% forward_states
def forward_states(X, wx, w_rec):
    return 0
# %% loss
def loss(y, t):
    return 0
# %% output_gradient
def output_gradient(y, t):
    return 0
# %% backward_gradient
def backward_gradient(X, S, grad_out, w_rec):
    return (0, 0), 0
# %% rnn_forward
def rnn_forward(X, h0, Wx, Wrec, b):
    return 0
# %% rnn_backward
def rnn_backward(X, H, Wx, Wrec, dH):
    return 0, 0, 0, 0
# %% truncated_backward
def truncated_backward(X, H, Wx, Wrec, dH, k):
    return 0, 0, 0
# %% jacobian_norms
def jacobian_norms(H, Wrec):
    return 0
