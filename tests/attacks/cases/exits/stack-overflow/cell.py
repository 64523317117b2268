import sys

sys.setrecursionlimit(2**31 - 1)


class Deep:
    def __repr__(self):
        return repr(self)

    __str__ = __repr__


def square(x):
    return repr(Deep())


square_gradient = square
