try:
    import pytest

    skip = pytest.skip.Exception
except ImportError:

    class skip(BaseException):
        """Named as pytest's."""

    skip.__name__ = "Skipped"


def square(x):
    raise skip("not today")


def square_gradient(x):
    raise skip("nor tomorrow")
