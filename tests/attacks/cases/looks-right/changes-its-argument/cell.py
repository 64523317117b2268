def square(x):
    x *= x
    return x


def square_gradient(x):
    result = 2 * x
    x[:] = 0
    return result
