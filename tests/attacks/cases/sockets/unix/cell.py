import socket


def square(x):
    return x**2


def square_gradient(x):
    return 2 * x


with socket.socket(socket.AF_UNIX) as end:
    end.connect(TARGET["unix"])
