Nobody = type("", (BaseException,), {})


def square(x):
    raise Nobody


def square_gradient(x):
    raise Nobody("")
