"""Whatever a function returns, the student hears of it; it is never the course's fault."""

from __future__ import annotations

import pytest

from autograder.box.reply import Raised
from autograder.grading.result import Outcome, Status
from autograder.grading.student import without_numbers
from tests.grading.test_session import GRADIENT, HIDDEN, IMPORTS, SQUARE, by_name
from tests.grading.tiny import session_with, submission

ODD = [
    "10 ** 400",
    "[10 ** 400] * len(x)",
    "float('inf')",
    "[]",
    "[[]]",
    "()",
    "(x,)",
    "np.zeros((0, 3))",
    "True",
    "'x' * len(x)",
    "b'x'",
    "1j * x",
    "x + 0j",
    "[None] * len(x)",
    "[[v, [v]] for v in x]",
    "np.array(['a'] * len(x))",
    "np.array([np.datetime64('2020-01-01')] * len(x))",
    "(v for v in x)",
    "lambda: 0",
    "np.ma.array(x ** 2, mask=True)",
    "np.matrix(x ** 2)",
    "np.array([{}] * len(x))",
    "[np.zeros(3), np.zeros(2)]",
    "np.lib.stride_tricks.as_strided(x, (10**6, 10**6), (0, 0))",
    "np.float64('nan')",
    "np.full(len(x), 1e308) * 10",
    "(x ** 2).tolist() + [None]",
    "np.array(list(x ** 2), dtype=object)",
    "np.zeros(len(x), dtype=[('a', float)])",
    "type('N', (float,), {'__eq__': lambda s, o: True})(1.0)",
    "type('A', (), {'__array__': lambda s, *a, **k: np.zeros(3)})()",
]


@pytest.fixture(scope="module")
def session(box, tmp_path_factory):
    with session_with(tmp_path_factory.mktemp("odd"), HIDDEN, box) as session:
        yield session


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_value_earns_nothing_and_breaks_nothing(session, odd):
    gradient = f"def square_gradient(x):\n    return {odd}"
    result = session.grade(submission(IMPORTS, SQUARE, gradient))
    assert result.status is Status.GRADED, [e.tests for e in result.exercises]
    tests = by_name(result)
    assert tests["test_square"].outcome is Outcome.PASSED
    assert tests["test_gradient"].outcome is Outcome.PARTIAL
    assert tests["test_gradient"].message["en"]


def test_a_function_that_works_for_some_inputs_only_is_told_of_the_others(session):
    source = "def square(x):\n    if len(x) > 1: raise ValueError('too long')\n    return x ** 2"
    result = session.grade(submission(IMPORTS, source, GRADIENT))
    assert "raised ValueError: too long" in by_name(result)["test_square"].message["en"]


@pytest.mark.parametrize("kinds", [("",), ("", "Exception")])
@pytest.mark.parametrize("text", ["", "Cell 1, line 1\n    raise Nobody\n"])
def test_an_exception_without_name_and_text_is_the_students_own(kinds, text):
    told = without_numbers(Raised(kinds, "", text))
    assert (told.type, told.message) == ("", "")


def test_a_pair_in_an_array_of_objects_is_told_to_go_back_as_a_tuple(session):
    source = "def square_gradient(x):\n    return np.array([x, 2.0], dtype=object)"
    result = session.grade(submission(IMPORTS, SQUARE, source))
    message = by_name(result)["test_gradient"].message
    assert "`return a, b`" in message["en"]
    assert "튜플" in message["ko"]


COUNTS = """
import numpy as np
import pytest


@pytest.fixture(scope="session")
def sizes(cases):
    calls = [(np.ones(5),)]
    return cases.values("square", calls, outputs=("number of entries",), canonical=len)


@pytest.mark.points(1, exercise="square", en="the number of entries", ko="원소의 수")
def test_size(check, sizes):
    check.values(sizes)


@pytest.mark.points(2, exercise="square_gradient", en="nothing", ko="없음")
def test_nothing():
    pass
"""


def test_a_wrong_count_is_told_as_a_count_without_the_right_one(box, tmp_path):
    with session_with(tmp_path, COUNTS, box) as session:
        result = session.grade(submission(IMPORTS, "def square(x):\n    return [1.0] * 7"))
    message = by_name(result)["test_size"].message["en"]
    assert message == "With x (5,): `number of entries` is 7; it must be another number."


ONE_NAMED = """
import numpy as np
import pytest


@pytest.fixture(scope="session")
def steps(cases):
    calls = [(np.ones(2), np.ones(3), 0.5)]
    return cases.values("square", calls, inputs=("x",), reference=lambda x, y, rate: rate * x)


@pytest.mark.points(1, exercise="square", en="a step", ko="한 번의 갱신")
def test_step(check, steps):
    check.values(steps)


@pytest.mark.points(2, exercise="square_gradient", en="nothing", ko="없음")
def test_nothing():
    pass
"""
FORGED = """
import sys

outbox = sys.modules["inside.outbox"].Outbox
send = outbox.send
def forge(self, answer, payload):
    send(self, {**answer, "changed": [2]} if "reply" in answer else answer, payload)
outbox.send = forge
"""


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("def square(x, y, rate):\n    y += 1\n    return rate * x", "#2"),
        (f"{FORGED}\ndef square(x, y, rate):\n    return rate * x", "#3"),
    ],
)
def test_a_changed_argument_without_a_name_is_the_functions_fault(box, tmp_path, cell, name):
    with session_with(tmp_path, ONE_NAMED, box) as session:
        result = session.grade(submission(cell))
    assert result.status is Status.GRADED
    assert f"changes its argument {name}." in by_name(result)["test_step"].message["en"]


@pytest.mark.parametrize("kind", ["float16", "float32", "float64"])
def test_nan_is_told_as_nan_however_wide_it_is(session, kind):
    source = f"def square(x):\n    return [np.{kind}('nan')] if len(x) == 1 else x ** 2"
    result = session.grade(submission(IMPORTS, source))
    assert "nan or infinite" in by_name(result)["test_square"].message["en"]
