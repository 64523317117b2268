def square(x):
    raise ValueError("x" * 2**32)


def square_gradient(x):
    error = ValueError("short")
    for _ in range(20):
        error.add_note("note" * 2**22)
    raise error
