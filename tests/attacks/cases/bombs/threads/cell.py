import threading
import time


def square(x):
    threads = []
    for _ in range(500):
        thread = threading.Thread(target=time.sleep, args=(12,))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    return x**2


square_gradient = square
