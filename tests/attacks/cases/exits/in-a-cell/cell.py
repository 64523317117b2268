import os


def square(x):
    return x**2


def square_gradient(x):
    return 2 * x


os._exit(3)
