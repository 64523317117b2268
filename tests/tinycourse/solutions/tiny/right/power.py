"""
description: np.power and a sum in place of a product
"""


def square(x):
    return np.power(x, 2)


def square_gradient(x):
    return np.asarray(x) + np.asarray(x)
