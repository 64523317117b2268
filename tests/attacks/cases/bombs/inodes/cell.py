import os


def square(x):
    for folder in ("/tmp", TARGET["open"]):
        for number in range(1_000):
            os.mkdir(os.path.join(folder, f"escaped-{number}"))
        if folder == "/tmp":
            for number in range(1_000):
                os.rmdir(os.path.join(folder, f"escaped-{number}"))
    return x**2


square_gradient = square
