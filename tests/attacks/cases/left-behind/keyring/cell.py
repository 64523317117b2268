import ctypes


def square(x):
    return x**2


def square_gradient(x):
    return 2 * x


libc = ctypes.CDLL(None, use_errno=True)
USER_KEYRING = -4
number = {"x86_64": 248, "aarch64": 217}[__import__("os").uname().machine]
key = libc.syscall(number, b"user", b"left-by-an-attack", b"secret", 6, USER_KEYRING)
if key > 0:
    with open(TARGET["open"] + "/left-a-key", "w") as file:
        file.write(str(key))
