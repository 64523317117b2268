"""The counts behind the class report."""

from __future__ import annotations

import pytest

from autograder.report.summary import summarise

from . import samples


@pytest.fixture(scope="module")
def summary():
    return summarise(samples.everyone())


def test_submissions_without_a_score_count_in_no_average(summary):
    assert len(summary.graded) == 6
    assert [result.student for result in summary.ungraded] == ["s004", "s005"]
    assert summary.mean == pytest.approx((15 + 3.5 + 0 + 0 + 3.5 + 15) / 6)
    assert summary.median == 3.5
    assert summary.full_marks == 2


def test_facility_is_the_share_of_points_earned(summary):
    by_id = {exercise.id: exercise for exercise in summary.exercises}
    assert by_id["mse"].facility == pytest.approx(8 / 12)
    assert by_id["mse_gradient"].facility == pytest.approx(11 / 20)
    assert by_id["mse_gradient"].right == 2


def test_the_most_missed_test_comes_first_with_its_most_frequent_finding(summary):
    first = summary.missed[0]
    assert first.exercise == "backward_gradient"
    assert (first.missed, first.found) == (5, 2)
    assert first.share == pytest.approx(5 / 6)


def test_a_known_mistake_counts_once_for_each_submission(summary):
    known = summary.recognised[0]
    assert (known.exercise, known.count) == ("mse_gradient", 2)
    assert "does not divide" in known.hint["en"]


def test_a_class_without_any_submission_has_a_summary():
    empty = summarise([])
    assert (empty.graded, empty.exercises, empty.missed, empty.max_score) == ((), (), (), 0.0)
