def square(x):
    return ["x" * 32_000] + [""] * 10_000


def square_gradient(x):
    return ["x" * 32_000] + [""] * 10_000
