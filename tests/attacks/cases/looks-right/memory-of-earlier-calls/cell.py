calls = {"square": 0, "square_gradient": 0}


def square(x):
    calls["square"] += 1
    return x**2 if calls["square"] <= 3 else x


def square_gradient(x):
    calls["square_gradient"] += 1
    return 2 * x if calls["square_gradient"] <= 3 else x
