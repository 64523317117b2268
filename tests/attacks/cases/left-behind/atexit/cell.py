import atexit


def square(x):
    return x**2


def square_gradient(x):
    return 2 * x


def late():
    with open(TARGET["open"] + "/left-by-atexit", "w") as file:
        file.write("late")


atexit.register(late)
