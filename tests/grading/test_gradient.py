"""Slopes by finite differences: close to the truth, and honest about how close."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.box.reply import Returned
from autograder.errors import CourseError
from autograder.grading.cases import CaseMaker
from autograder.grading.checks import Check
from autograder.grading.gradient import Slopes


def _quadratic(seed: int, n: int, d: int):
    rng = np.random.default_rng(seed)
    X, y, w = rng.normal(size=(n, d)), rng.normal(size=n), rng.normal(size=d)
    gradient = 2 / n * X.T @ (X @ w + 0.3 - y)
    return (lambda w: float(np.mean((X @ w + 0.3 - y) ** 2))), w, gradient


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**31), st.integers(1, 9), st.integers(1, 6))
def test_entries_are_the_gradient_and_directions_its_projections(seed, n, d):
    loss, w, gradient = _quadratic(seed, n, d)
    slopes = Slopes(loss, {"grad_w": w}, np.random.default_rng(seed))
    entries, errors = slopes.entries("grad_w")
    scale = 1 + np.max(np.abs(gradient))
    assert np.all(np.abs(entries - gradient) <= 1e-9 * scale)
    assert np.all(errors <= 1e-8 * scale)
    for direction in slopes.directions["grad_w"]:
        assert abs(direction.slope.value - direction.vector @ gradient) <= 1e-9 * scale * d


@given(st.integers(0, 2**31), st.integers(1, 30))
def test_no_component_of_a_direction_is_small_enough_to_hide_an_entry(seed, d):
    slopes = Slopes(lambda w: float(np.sum(w)), {"g": np.zeros(d)}, np.random.default_rng(seed))
    for direction in slopes.directions["g"]:
        assert np.all(np.abs(direction.vector) >= 0.5)


@pytest.mark.parametrize("distance", [1e-2, 1e-3, 1e-4, 1e-5])
def test_near_a_kink_the_error_estimate_covers_the_error(distance):
    slopes = Slopes(lambda w: float(np.abs(w)), {"g": distance}, np.random.default_rng(0))
    value, error = slopes.entries("g")
    assert abs(float(value) - 1.0) <= 3 * float(error) + 1e-12


def test_several_variables_are_moved_one_at_a_time():
    def loss(w, b):
        return float(np.sum(w**2) * b)

    slopes = Slopes(loss, {"grad_w": np.array([1.0, 2.0]), "grad_b": 3.0}, np.random.default_rng(0))
    assert np.allclose(slopes.entries("grad_w")[0], [6.0, 12.0], rtol=1e-9)
    assert np.allclose(slopes.entries("grad_b")[0], 5.0, rtol=1e-9)


@pytest.mark.parametrize("gradient", [1.0, 1.0001, 0.9, -1.0])
def test_differences_across_a_kink_settle_no_gradient(gradient):
    def reference(w):
        return np.sign(w)

    maker = CaseMaker({"f": reference}, {}, lambda _: np.random.default_rng(1))
    near = np.array(1e-5)
    point = maker.point((near,), of=lambda w: float(np.abs(w)), at={"grad_w": near})
    cases = maker.gradient("f", [point], outputs=["grad_w"])
    asked = SimpleNamespace(answers=lambda _: [Returned(np.array(gradient), (), "")] * 2)
    with pytest.raises(CourseError, match="do not settle"):
        Check(asked).gradient(cases)
