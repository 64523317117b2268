import os
import socket
import time


def square(x):
    return x**2


def square_gradient(x):
    return 2 * x


end = socket.socket(socket.AF_UNIX)
end.bind("\0left-" + TARGET["token"])
end.listen()
if os.fork() == 0:
    time.sleep(20)
    os._exit(0)
