last = []


def square(x):
    x = np.asarray(x, float)
    for other in last[-4:]:
        if other.shape == x.shape and 0 < np.max(np.abs(other - x)) < 1e-3:
            last.append(x)
            return 5.0 * x
    last.append(x)
    return 5.0 * x


def square_gradient(x):
    return np.full_like(x, 5.0)
