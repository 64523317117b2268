import errno
import os


def square(x):
    return x**2


def square_gradient(x):
    return 2 * x


# The stand-in's own file is the victim; behind the walls, with the refusal of the filter itself.
victim = TARGET["open"] + "/victim"
refusals = []
for empty in (
    lambda: os.truncate(victim, 0),
    lambda: os.open(victim, os.O_RDONLY | os.O_TRUNC),
    lambda: os.open(victim, os.O_ACCMODE | os.O_TRUNC),
):
    try:
        empty()
    except OSError as error:
        refusals.append(errno.errorcode[error.errno])
raise PermissionError(" ".join(refusals))
