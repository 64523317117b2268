import ctypes


def square(x):
    ctypes.memset(0, 0, 1)


square_gradient = square
