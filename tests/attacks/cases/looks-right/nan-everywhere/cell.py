def square(x):
    return np.full(np.shape(x), np.nan)


def square_gradient(x):
    return np.full(np.shape(x), np.nan)
