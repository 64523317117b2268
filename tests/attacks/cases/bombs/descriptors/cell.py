import os


def square(x):
    held = []
    for _ in range(150):
        held += os.pipe()
    with open(TARGET["open"] + "/escaped-descriptors", "w") as file:
        file.write(str(len(held)))
    return x**2


square_gradient = square
