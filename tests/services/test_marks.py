"""Points given by hand take the place of the graders', and say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder.course.loader import load_course
from autograder.grading.result import ExerciseResult, Provenance, Result, Status
from autograder.records.values import Override
from autograder.services.marks import effective, with_overrides
from autograder.text import Text
from tests.services.tiny import ROOT

GRADED = Result(
    student="s001",
    assignment="tiny",
    status=Status.GRADED,
    score=1.0,
    max_score=3.0,
    exercises=(
        ExerciseResult("square", 1.0, 1.0, ()),
        ExerciseResult("square_gradient", 0.0, 2.0, ()),
    ),
    message=Text.plain(""),
    cells=(),
    isolation="",
    seconds=0.0,
    provenance=Provenance("", "", ""),
)


def given(exercise: str, points: float) -> dict[tuple[str, str], Override]:
    override = Override(
        "s001", exercise, points, "right but slow", "ta", datetime(2026, 1, 1, tzinfo=UTC), ""
    )
    return {("s001", exercise): override}


def test_points_for_an_exercise_change_the_sum_and_say_why() -> None:
    result = with_overrides(GRADED, given("square_gradient", 1.5))
    assert result.score == 2.5
    assert result.exercises[1].tests[-1].message.in_language("en") == "right but slow"


def test_points_for_the_whole_assignment_rule_over_the_sum() -> None:
    overrides = given("", 2.0) | given("square_gradient", 2.0)
    assert with_overrides(GRADED, overrides).score == 2.0


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.GRADED])
def test_points_for_the_whole_assignment_make_a_score_where_there_was_none(status: Status) -> None:
    result = replace(GRADED, status=status, score=None, exercises=())
    changed = with_overrides(result, given("", 2.0))
    assert (changed.status, changed.score) == (Status.GRADED, 2.0)


def test_points_of_somebody_else_change_nothing() -> None:
    other = replace(GRADED, student="s002")
    assert with_overrides(other, given("", 0.0)) == other


def test_who_sent_nothing_can_be_given_points() -> None:
    assignment = load_course(Path(ROOT / "tests/tinycourse")).assignments["tiny"]
    (result,) = effective(assignment, [], given("", 3.0))
    assert (result.student, result.score, result.max_score) == ("s001", 3.0, 3.0)
