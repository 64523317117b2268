TEXT = "</pre><script>alert(document.cookie)</script><img src=x onerror=alert(1)>"


def square(x):
    raise ValueError(TEXT)


square_gradient = square
raise type("<script>", (Exception,), {})(TEXT)
