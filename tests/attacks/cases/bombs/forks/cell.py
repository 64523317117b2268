import os
import time


def square(x):
    return x**2


def square_gradient(x):
    return 2 * x


for _ in range(30):
    if os.fork() == 0:
        time.sleep(20)
        os._exit(0)
