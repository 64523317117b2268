def square(x):
    for _ in range(12):
        print("y" * 2**23)
    raise ValueError("x" * 10**8)


square_gradient = square
