"""What counts as the same value, and what is said where it does not."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.grading.values import MisfitError, agrees, fitted, leaves, same, shapes, tolerance

PAIR = (np.array([1.0, 2.0]), 3.0)


@pytest.mark.parametrize(
    "value",
    [
        ([1, 2], 3),
        [[1.0, 2.0], 3.0],
        (np.array([1, 2], dtype=np.float32), np.array(3.0)),
        ((1.0, 2.0), np.float32(3.0)),
    ],
)
def test_lists_tuples_and_small_types_of_the_right_values_are_right(value):
    found = fitted(value, PAIR, ["w", "b"])
    for array, truth in zip(found.values(), leaves(PAIR), strict=True):
        assert agrees(array, truth, tolerance(truth))


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (None, "tuple of 2"),
        (3.0, "tuple of 2"),
        ([[1, 2]], "2 values must be returned"),
        ("ab", "tuple of 2"),
    ],
)
def test_another_structure_is_refused_with_a_reason(value, says):
    with pytest.raises(MisfitError, match=says):
        fitted(value, PAIR, ["w", "b"])


@pytest.mark.parametrize(
    ("w", "says"),
    [
        (np.zeros((2, 1)), r"shape \(2, 1\).*must be \(2,\)"),
        ([1, "x"], "real numbers"),
        (None, "None"),
        ([[1], [2, 3]], "different lengths"),
        (np.array([1j, 2]), "real numbers"),
        (np.zeros(0), r"shape \(0,\)"),
    ],
)
def test_a_wrong_leaf_is_told_apart_from_the_right_ones_beside_it(w, says):
    found = fitted((w, 3.0), PAIR, ["w", "b"])
    assert isinstance(found["w"], MisfitError)
    with pytest.raises(MisfitError, match=says):
        raise found["w"]
    assert agrees(found["b"], np.array(3.0), 1e-6)


@given(st.floats(0.1, 1e6), st.integers(0, 4))
def test_an_error_of_1e_5_is_caught_and_one_of_1e_7_is_not(scale, index):
    truth = scale * np.array([1.0, -0.2, 0.5, 0.01, 0.0])
    off = np.zeros(5)
    off[index] = scale
    allowed = tolerance(truth)
    assert not agrees(truth + 1e-5 * off, truth, allowed)
    assert agrees(truth + 1e-7 * off, truth, allowed)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_nan_and_infinity_agree_with_no_number(bad):
    assert not agrees(np.array([bad]), np.array([1.0]), 1.0)


def test_an_empty_array_does_not_pass_by_broadcasting():
    assert isinstance(fitted(np.zeros(0), np.array([1.0]), ["w"])["w"], MisfitError)


def test_same_compares_nested_values_with_nan():
    value = ([np.array([1.0, np.nan]), None], 2.0, float("nan"))
    assert same(value, ([np.array([1.0, np.nan]), None], 2.0, float("nan")))
    assert not same(value, ([np.array([1.0, 2.0]), None], 2.0, float("nan")))
    assert not same([1, 2], [1, 2, 3])


def test_shapes_show_sizes_and_no_floating_values():
    text = shapes(("X", "b", "n"), (np.zeros((2, 3)), 0.123, 7))
    assert text == "X (2, 3), b (), n = 7"


def test_an_empty_array_of_a_trillion_rows_is_counted_and_not_taken_apart():
    with pytest.raises(MisfitError):
        fitted(np.zeros((1 << 40, 0)), PAIR, ["w", "b"])


def test_rows_of_different_lengths_are_the_same_as_no_array():
    ragged = [np.zeros(3), 0.0]
    assert not same(np.zeros(3), ragged)
    assert not same(ragged, np.float32(1))
    assert same(ragged, [np.zeros(3), 0.0])


def test_a_list_of_small_numbers_beside_a_few_wide_ones_takes_no_room_for_wide_ones():
    swelling = [np.zeros(2_000_000, np.uint8) for _ in range(4)] + [np.zeros(2_000_000, complex)]
    tracemalloc.start()
    try:
        found = fitted((swelling, 3.0), PAIR, ["w", "b"])
        assert not same(swelling, np.zeros(2))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert isinstance(found["w"], MisfitError)
    assert peak < 1_000_000


@pytest.mark.parametrize(
    "rows",
    [
        [np.ones(1_000, np.int64), np.ones(1_000)],
        [np.ones(2_000_000), np.ones(2_000_000)],
    ],
)
def test_rows_of_several_kinds_and_many_rows_of_one_kind_still_make_an_array(rows):
    assert same(rows, np.ones((2, len(rows[0]))))
