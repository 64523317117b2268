"""No decision rests on the clock on the wall: it may go back or jump ahead."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from autograder.course.loader import load_course
from autograder.course.model import Course
from autograder.services.grade import GradeReport, grade
from autograder.services.how import How
from tests.services.tiny import NO_FACTOR, RIGHT, copy_of_the_course, hand_in, select

GRADED = "SELECT subject, count(*) FROM records_auditevent WHERE action='graded' GROUP BY subject"
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
STUDENTS = [f"k{number}" for number in range(9)]


def ticking(step: timedelta) -> Callable[[], datetime]:
    """A clock that goes on by `step` whenever it is read."""
    ticks = itertools.count()
    return lambda: NOW + next(ticks) * step


def batch(course: Course, folder: str) -> GradeReport:
    return grade(course, "tiny", course.root / folder, actor="ta", how=How(workers=1))


@pytest.fixture
def course(tmp_path: Path) -> Course:
    root = copy_of_the_course(tmp_path)
    for student in STUDENTS:
        hand_in(root / f"first/{student}.ipynb", NO_FACTOR, student)
        hand_in(root / f"second/{student}.ipynb", RIGHT, student)
    return load_course(root)


@pytest.mark.parametrize("hours", [-1, 0, 1], ids=["back", "stopped", "ahead"])
def test_a_clock_that_jumps_loses_nothing_and_counts_nothing_twice(
    course: Course, hours: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", ticking(timedelta(hours=hours)))
    report = batch(course, "first")
    assert {each.score for each in report.standings} == {1.0}
    assert select(course.root, GRADED) == [(f"tiny/{student}", 1) for student in STUDENTS]
    assert batch(course, "first").ran == 0


def test_what_arrived_last_counts_even_if_the_clock_was_set_back(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    batch(course, "first")
    monkeypatch.setattr(timezone, "now", lambda: NOW - timedelta(days=30))
    report = batch(course, "second")
    assert {each.score for each in report.standings} == {3.0}
    assert (report.ran, report.new) == (len(STUDENTS), len(STUDENTS))
    assert batch(course, "second").ran == 0
