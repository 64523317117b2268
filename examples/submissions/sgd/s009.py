"""
description: a class that holds the model
habits: [vscode]
"""
# %% mse
class LinearRegression:
    """선형회귀 모델"""

    def __init__(self, w, b):
        self.w, self.b = np.asarray(w, dtype=float), b

    def residual(self, X, y):
        return np.dot(X, self.w) + self.b - y

    def mse(self, X, y):
        return (self.residual(X, y) ** 2).mean()


def mse(X, y, w, b):
    return LinearRegression(w, b).mse(X, y)
# %% l2_error
def l2_error(X, y, w, b):
    r = LinearRegression(w, b).residual(X, y)
    return (r @ r) ** 0.5
