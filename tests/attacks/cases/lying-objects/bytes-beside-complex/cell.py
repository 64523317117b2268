import numpy as np


def square(x):
    if len(x) < 7:
        return x * x
    length = 140_000
    return [np.zeros(length, np.uint8)] * 190 + [np.zeros(length, complex)]


def square_gradient(x):
    return 2 * x
