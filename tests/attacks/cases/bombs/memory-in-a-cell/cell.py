def square(x):
    return x**2


def square_gradient(x):
    return 2 * x


taken = []
while True:
    taken.append(bytes(2**28))
