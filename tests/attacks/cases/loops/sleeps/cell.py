import time


def square(x):
    time.sleep(1000)


square_gradient = square
