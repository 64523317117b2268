seen = {}


def square(x):
    seen[x.size] = seen.get(x.size, 0) + 1
    return x**2 if seen[x.size] == 1 else [[1.0], [1.0, 2.0]]


def square_gradient(x):
    seen[-x.size] = seen.get(-x.size, 0) + 1
    return 2 * x if seen[-x.size] == 1 else 10**500
