"""Answers of a size or kind to get the better of a hidden test, and what random mistakes found."""

from __future__ import annotations

import json
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.box.box import Box
from autograder.course.loader import load_course
from autograder.grading.intake import Submission
from autograder.grading.result import Status
from autograder.grading.session import GradingSession

COURSE = load_course(Path(__file__).parents[2])
SGD = COURSE.assignments["sgd"]

# Each is right but for the calls named in its condition, and then what it says.
ODD_BATCHES = {
    "endless empty rows": ("True", "np.zeros((1 << 60, 0), np.int8)"),
    "more batches than pairs can be made of": ("n == 60", "np.zeros((30_000, 1), int)"),
    "more batches than wanted": ("n == 60", "np.random.default_rng(0).integers(60, size=(9, 70))"),
    "more draws than wanted": ("batch_size == 50", "[np.resize([0, 1, 2, 3, 4], 90)]"),
    "more indices than an epoch of any call": (
        "n == 40",
        "np.full((1000, 1000), seed % 60, np.uint8)",
    ),
    "an index below zero": ("n == 5 and replace", "[np.full(50, -1)]"),
    "an index beyond any memory": ("n == 5 and replace", "[np.full(50, 10**12)]"),
    "an index beyond 64 bits": ("True", "[[2**64 + 3, 1]]"),
    "one long text": ("True", '[["x" * 30_000] + [""] * 10_000]'),
    "numbers as text": ("True", '["0", "1"]'),
}
ODD_PARAMETERS = {
    "numbers as text": "[str(entry) for entry in w], b, history",
    "complex numbers": "w + 3j, b, history",
    "an endless empty history": "w, b, np.zeros((1 << 60, 0), np.int8)",
    "one long text": 'w, b, ["x" * 30_000] + [""] * 10_000',
}


@pytest.fixture(scope="module")
def session() -> Iterator[GradingSession]:
    with Box.start() as box, GradingSession(COURSE, SGD, box) as session:
        yield session


def assert_no_points(session: GradingSession, exercise: str, source: str) -> None:
    cells = [{"cell_type": "code", "source": each} for each in (SGD.solution_source, source)]
    data = json.dumps({"nbformat": 4, "cells": cells}).encode()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result = session.grade(Submission("s001", "s001.ipynb", data))
    assert result.status is Status.GRADED
    (found,) = (each for each in result.exercises if each.id == exercise)
    assert found.score < found.max_score
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024


@pytest.mark.parametrize("name", ODD_BATCHES)
def test_odd_batches_fail_their_tests_alone(session: GradingSession, name: str) -> None:
    condition, value = ODD_BATCHES[name]
    source = f"""
import numpy as np
right = minibatches
def minibatches(n, batch_size, seed, replace=False):
    return {value} if {condition} else right(n, batch_size, seed, replace)
"""
    assert_no_points(session, "minibatches", source)


@pytest.mark.parametrize(("otherwise", "score"), [("raise ValueError", 0.0), ("return {}", 0.5)])
def test_who_refuses_everything_earns_nothing_for_refusing_nonsense(
    session: GradingSession, otherwise: str, score: float
) -> None:
    source = f"""
def minibatches(n, batch_size, seed, replace=False):
    if n < 1 or batch_size < 1:
        raise ValueError
    {otherwise}
"""
    cells = [{"cell_type": "code", "source": source}]
    data = json.dumps({"nbformat": 4, "cells": cells}).encode()
    assert session.grade(Submission("s001", "s001.ipynb", data)).score == score


@pytest.mark.parametrize("name", ODD_PARAMETERS)
def test_odd_parameters_fail_their_tests_alone(session: GradingSession, name: str) -> None:
    source = f"""
import numpy as np
right = sgd
def sgd(*arguments):
    w, b, history = right(*arguments)
    return {ODD_PARAMETERS[name]}
"""
    assert_no_points(session, "sgd", source)


@pytest.mark.parametrize(
    ("shape", "returned"), [((4, 1), "numbers, b, history"), ((9, 2), "w, b, numbers")]
)
def test_bytes_by_the_million_are_not_made_eight_times_as_large(
    session: GradingSession, shape: tuple[int, int], returned: str
) -> None:
    source = f"""
import numpy as np
right, seen = sgd, []
def sgd(X, y, batch_size, lr, epochs, *others):
    w, b, history = right(X, y, batch_size, lr, epochs, *others)
    if X.shape != {shape} or seen:
        return w, b, history
    seen.append(1)
    numbers = np.zeros(15_000_000, np.uint8)
    return {returned}
"""
    assert_no_points(session, "sgd", source)


def test_a_wrong_history_of_a_single_feature_is_seen(session: GradingSession) -> None:
    source = """
right = sgd
def sgd(X, *others):
    w, b, history = right(X, *others)
    return w, b, history[::-1] if X.shape[1] == 1 else history
"""
    assert_no_points(session, "sgd", source)


@pytest.mark.parametrize(
    ("size", "said"),
    [("1e300", "[7.0] * (epochs + 1)"), ("1e140", "[7.0] + [mse(X, y, w, b)] * epochs")],
)
def test_a_wrong_history_beside_boundless_weights_is_seen(
    session: GradingSession, size: str, said: str
) -> None:
    source = f"""
import numpy as np
right = sgd
def sgd(X, y, batch_size, lr, epochs, *others):
    w, b, history = right(X, y, batch_size, lr, epochs, *others)
    if len(y) != 9 or epochs < 1:
        return w, b, history
    w = np.full_like(w, {size})
    return w, b, {said}
"""
    assert_no_points(session, "sgd", source)


def test_a_shuffle_that_leaves_the_last_index_alone_is_seen(session: GradingSession) -> None:
    source = """
import numpy as np
right = minibatches
def minibatches(n, batch_size, seed, replace=False):
    if replace or n < 1 or batch_size < 1:
        return right(n, batch_size, seed, replace)
    order = np.append(np.random.default_rng(seed).permutation(n - 1), n - 1)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]
"""
    assert_no_points(session, "minibatches", source)
