def square(x):
    return np.zeros(2**40)[: x.size] + x**2


square_gradient = square
