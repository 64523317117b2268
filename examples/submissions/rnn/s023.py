"""
description: another convention, loss summed and its gradient divided by n
loses: [loss, output_gradient]
"""
# %% loss
def loss(y, t):
    return np.sum((y - t) ** 2)
# %% output_gradient
def output_gradient(y, t):
    return 2 * (y - t) / len(y)
