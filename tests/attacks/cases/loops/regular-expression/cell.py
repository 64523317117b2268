import re


def square(x):
    return re.match(r"(a|aa)+$", "a" * 60 + "b")


square_gradient = square
