def square(x):
    return 7 ** (10**9) % 11


square_gradient = square
