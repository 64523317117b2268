TEXT = "\x1b]0;owned\x07\x1b[2J\x1b[1A\r100 % \u202edessap\u2028\x9b31m\ud800"


def square(x):
    raise ValueError(TEXT)


square_gradient = square
print(TEXT)
raise RuntimeError(TEXT)
