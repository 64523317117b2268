def square(x):
    return np.zeros((0,) + (1,) * 15)


def square_gradient(x):
    return np.zeros((1,) * 14 + (0, 1))
