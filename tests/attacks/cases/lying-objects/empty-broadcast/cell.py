def square(x):
    return np.zeros((0, 1))


def square_gradient(x):
    return np.zeros((0, 1))
