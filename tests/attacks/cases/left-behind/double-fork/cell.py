import os
import time


def square(x):
    return x**2


def square_gradient(x):
    return 2 * x


child = os.fork()
if child == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(20)
    os._exit(0)
os.waitpid(child, 0)
