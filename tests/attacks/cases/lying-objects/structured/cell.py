NAME = "\x1b[2J<script>alert(1)</script>"


def square(x):
    raise TypeError(str(np.zeros(x.shape, dtype=[(NAME, float)]).dtype.names[0]))


def square_gradient(x):
    return np.zeros(x.shape, dtype=[(NAME, float)])
