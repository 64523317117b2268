import os
import sys


def square(x):
    return x**2


def square_gradient(x):
    return 2 * x


for _ in range(30):
    print("x" * 2**22)
    sys.stderr.write("y" * 2**22)
os.write(1, b"z" * 2**20)
os.write(2, b"z" * 2**16)
