import os


def square(x):
    return x**2


def square_gradient(x):
    return 2 * x


victim = TARGET["open"] + "/victim"
for empty in (
    lambda: os.truncate(victim, 0),
    lambda: os.open(victim, os.O_RDONLY | os.O_TRUNC),
    lambda: os.open(victim, os.O_ACCMODE | os.O_TRUNC),
    lambda: os.chmod(victim, 0o600),
    lambda: os.utime(victim, (0, 0)),
):
    try:
        empty()
    except OSError:
        pass
