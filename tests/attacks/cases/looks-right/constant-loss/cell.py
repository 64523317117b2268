def square(x):
    return np.zeros_like(x)


def square_gradient(x):
    return np.zeros_like(x)
