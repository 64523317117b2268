import socket


def square(x):
    return x**2


def square_gradient(x):
    return 2 * x


try:
    pair = socket.socketpair()
    end = pair[0]
except OSError:
    try:
        end = socket.socket(fileno=3)
    except OSError:
        end = None
if end is not None:
    try:
        socket.send_fds(end, [b"x"], [0])
        with open(TARGET["open"] + "/escaped-descriptor", "w") as file:
            file.write("sent")
    except OSError:
        end.detach()
