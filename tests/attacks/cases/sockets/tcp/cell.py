import socket


def square(x):
    return x**2


def square_gradient(x):
    return 2 * x


if TARGET["tcp6"]:
    try:
        socket.create_connection(("::1", TARGET["tcp6"]), timeout=1)
    except OSError:
        pass
socket.create_connection(("127.0.0.1", TARGET["tcp"]), timeout=1).send(b"out")
