def square(x):
    return x**3


def square_gradient(x):
    return 3 * x**2
