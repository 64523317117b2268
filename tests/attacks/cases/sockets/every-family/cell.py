import socket


def square(x):
    return x**2


def square_gradient(x):
    return 2 * x


opened = []
for family in range(1, 46):
    for kind in (1, 2, 3, 5):
        for make in (socket.socket, socket.socketpair):
            try:
                opened.append((family, kind, make(family, kind)))
            except OSError:
                pass
if opened:
    with open(TARGET["open"] + "/escaped-sockets", "w") as file:
        file.write(str(len(opened)))
    raise ConnectionError(f"{len(opened)} sockets")
