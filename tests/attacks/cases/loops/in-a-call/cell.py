def square(x):
    while True:
        pass


square_gradient = square
