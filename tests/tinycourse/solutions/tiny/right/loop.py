"""
description: a loop over the entries, and lists as results
"""


def square(x):
    return [float(entry) ** 2 for entry in x]


def square_gradient(x):
    return [2 * float(entry) for entry in x]
