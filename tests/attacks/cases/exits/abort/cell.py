import ctypes


def square(x):
    ctypes.CDLL(None).abort()


square_gradient = square
