def square(x):
    taken = []
    while True:
        taken.append(np.ones(2**21))


square_gradient = square
