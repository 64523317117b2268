"""Figures say where an array departs, in shape and in words."""

from __future__ import annotations

import math
from dataclasses import replace
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from autograder.grading.result import Departure
from autograder.report.figure import figure, power
from autograder.report.grid import MOST_BARS, MOST_CELLS, grid, ranges
from autograder.report.histogram import counts, histogram

from . import samples


def drawn(departure, language="en"):
    return ET.fromstring(figure(departure, language, "f").svg)


def of_class(root, *names):
    return [e for e in root.iter() if set(names) <= set(e.get("class", "").split())]


def test_samples_are_reduced_by_their_maximum_and_not_finite_wins():
    reduced = grid(samples.BY_TIME)
    assert [axis.name for axis in reduced.axes] == ["time step"]
    np.testing.assert_array_equal(reduced.values, [-0.5, math.nan, -0.5, -3.5, -16.0])
    assert reduced.wrong == ((0,), (1,), (2,), (3,))


def test_an_array_of_samples_alone_keeps_them():
    reduced = grid(Departure("y", ("sample",), (-16.0, -1.0), -6.0, ""))
    assert reduced.wrong == ((1,),)


def test_three_axes_are_reduced_to_two():
    errors = (((-16.0, -2.0), (-16.0, -16.0)), ((-1.0, -16.0), (-16.0, -16.0)))
    reduced = grid(Departure("dH", ("sample", "time step", "state"), errors, -6.0, ""))
    assert reduced.values.tolist() == [[-1.0, -2.0], [-16.0, -16.0]]


def test_a_long_axis_is_merged_by_maximum_and_loses_no_error():
    errors = [-16.0] * 100
    errors[77] = -1.0
    reduced = grid(Departure("g", ("time step",), tuple(errors), -6.0, ""))
    assert reduced.values.size <= MOST_BARS
    assert reduced.wrong == ((77,),)
    (entry,) = np.flatnonzero(reduced.values > -6.0)
    first, last = reduced.axes[0].bounds[entry]
    assert first <= 77 <= last


def test_a_large_heat_map_is_merged_along_both_axes():
    errors = tuple(tuple(-16.0 for _ in range(50)) for _ in range(30))
    assert max(grid(Departure("W", ("row", "column"), errors, -6.0, "")).values.shape) <= MOST_CELLS


def test_entries_of_another_shape_than_their_axes_are_refused():
    with pytest.raises(ValueError, match="names"):
        grid(Departure("g", ("time step",), ((-1.0,),), -6.0, ""))


def test_wrong_right_and_not_finite_entries_differ_in_shape():
    root = drawn(samples.BY_TIME)
    assert len(of_class(root, "head", "wrong")) == 3
    assert len(of_class(root, "head", "right")) == 1
    assert [text.text for text in of_class(root, "nan", "middle")] == ["nan"]


def test_the_tolerance_separates_wrong_heads_from_right_ones():
    root = drawn(samples.BY_WEIGHT)
    (line,) = of_class(root, "tolerance")
    height = float(line.get("y1"))
    assert all(float(head.get("cy")) < height for head in of_class(root, "head", "wrong"))
    assert all(float(head.get("cy")) > height for head in of_class(root, "head", "right"))


def test_every_cell_of_a_heat_map_is_labelled():
    root = drawn(samples.BY_ROW_AND_COLUMN)
    labels = [text.text for text in of_class(root, "value")]
    assert labels == ["=", "−0.5", "−3", "−5.5", "0.5", "=", "nan", "−7", "−2.5", "−4", "=", "="]
    assert len(of_class(root, "cell", "right")) == 5


@pytest.mark.parametrize("top", [-5.5, 0.5, 8.0, 40.0, 308.0])
def test_every_mark_lies_inside_the_figure_however_large_the_error(top):
    root = drawn(Departure("g", ("time step",), (top, -16.0), -6.0, ""))
    _, _, width, height = map(float, root.get("viewBox").split())
    for head in of_class(root, "head"):
        assert 0 < float(head.get("cx")) < width
        assert 0 < float(head.get("cy")) < height
    assert 3 <= len(of_class(root, "grid")) <= 10


def test_title_and_description_are_in_the_language_of_the_page():
    root = drawn(samples.BY_TIME, "ko")
    assert root.find("title").text == "grad_over_time의 상대오차"
    assert "시점 0–3" in root.find("desc").text
    assert root.get("aria-labelledby") == root.find("title").get("id")


def test_the_caption_says_where_and_how_much():
    caption = figure(samples.BY_WEIGHT, "en", "f").caption
    assert caption == (
        "`grad_w`: 3 of 6 entries are off (weight 0, 3, 5). The largest relative error is about 3."
    )


def test_an_axis_that_the_platform_has_no_word_for_keeps_its_own():
    assert (
        "polynomial degree 1"
        in figure(
            Departure("c", ("polynomial degree",), (-16.0, -1.0), -6.0, ""), "ko", "f"
        ).caption
    )


def test_an_error_that_rounding_brings_back_to_the_tolerance_is_not_called_right():
    close = Departure("g", ("entry",), (-6.0, -16.0), -5.9, "")
    assert figure(close, "en", "f").caption == "`g`: the errors are close to the tolerance."


def test_a_single_number_needs_no_drawing():
    single = figure(samples.SINGLE, "en", "f")
    assert single.svg == ""
    assert single.caption == "`grad_b` is off by a relative error of about 0.3."
    nan = figure(replace(samples.SINGLE, log10_error=(None,)), "en", "f")
    assert nan.caption == "`grad_b` is not finite (nan or inf)."


def test_the_same_departure_gives_the_same_bytes():
    first, second = (figure(samples.BY_ROW_AND_COLUMN, "ko", "f") for _ in range(2))
    assert first == second


def test_markup_in_a_name_is_text_in_the_figure():
    root = drawn(replace(samples.BY_WEIGHT, name=samples.EVIL))
    assert root.find("title").text.endswith(samples.EVIL)
    assert of_class(root, "evil") == [] == list(root.iter("script"))


@pytest.mark.parametrize(
    ("value", "shown"),
    [(-6.0, "10⁻⁶"), (-6.5, "3 × 10⁻⁷"), (0.0, "1"), (-1.5, "0.03"), (2.5, "300"), (3.0, "10³")],
)
def test_half_decades_are_written_as_numbers(value, shown):
    assert power(value) == shown


def test_indices_are_written_as_ranges():
    assert ranges([0, 1, 2, 3, 5, 7, 8]) == "0–3, 5, 7, 8"


def test_scores_are_counted_by_tenths_with_full_marks_in_the_last():
    assert counts([0.0, 2.9, 3.0, 29.9, 30.0], 30.0) == [2, 1, 0, 0, 0, 0, 0, 0, 0, 2]
    assert sum(counts([0.0], 0.0)) == 1


def test_the_histogram_labels_every_bar_with_its_count():
    root = ET.fromstring(histogram([1, 1, 9], 10, title="t", description="d", axis="a"))
    assert [e.text for e in root.iter("text") if e.get("class") == "middle"] == ["2", "1"]
