"""
description: a class with helpers, and truncated_backward by way of a loop over k
"""
# %% rnn_backward
class Step:
    """한 시점의 역전파"""

    def __init__(self, x, before, after):
        self.x, self.before, self.after = x, before, after

    def __call__(self, dh, Wrec):
        dz = dh * (1 - self.after ** 2)
        return self.x.T @ dz, self.before.T @ dz, dz.sum(0), dz @ Wrec.T


def steps_of(X, H):
    return [Step(X[:, k], H[:, k], H[:, k + 1]) for k in range(X.shape[1])]


def rnn_backward(X, H, Wx, Wrec, dH):
    total = [0, 0, 0]
    dh = dH[:, -1]
    for k, step in reversed(list(enumerate(steps_of(X, H)))):
        *grads, dh = step(dh, Wrec)
        total = [a + g for a, g in zip(total, grads)]
        dh = dh + dH[:, k]
    return (*total, dh)
# %% truncated_backward
def truncated_backward(X, H, Wx, Wrec, dH, k):
    total = [np.zeros(Wx.shape), np.zeros(Wrec.shape), np.zeros(len(Wrec))]
    steps = steps_of(X, H)
    for t in range(len(steps)):
        dh = dH[:, t + 1]
        for step in steps[max(0, t - k + 1) : t + 1][::-1]:
            *grads, dh = step(dh, Wrec)
            total = [a + g for a, g in zip(total, grads)]
    return tuple(total)
