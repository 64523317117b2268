def square(x):
    return x**2


def square_gradient(x):
    return 2 * x


while True:
    try:
        while True:
            pass
    except BaseException:
        continue
