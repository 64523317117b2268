def square(x):
    return np.ma.masked_all(x.shape)


def square_gradient(x):
    return np.ma.masked_all(x.shape)
