class Away(BaseException):
    pass


def square(x):
    raise Away("gone")


def square_gradient(x):
    raise GeneratorExit
