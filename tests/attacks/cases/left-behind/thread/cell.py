import threading


def square(x):
    return x * x


def square_gradient(x):
    return x + x


def spoil():
    with open(TARGET["open"] + "/left-by-a-thread", "w") as file:
        file.write("x")


threading.Thread(target=spoil, daemon=True).start()
