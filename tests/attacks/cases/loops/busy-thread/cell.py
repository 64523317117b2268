import threading
import time


def burn():
    while True:
        sum(range(10_000))


def square(x):
    while True:
        time.sleep(0.01)


square_gradient = square
threading.Thread(target=burn).start()
