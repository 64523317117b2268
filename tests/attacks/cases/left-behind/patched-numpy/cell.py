real = np.asarray


def square(x):
    return real(x) ** 2


def square_gradient(x):
    return 2 * real(x)


def fail(*_, **__):
    raise AssertionError("spoilt")


np.asarray = np.testing.assert_allclose = fail
