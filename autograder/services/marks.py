"""What counts in the end: a student's stored result with the points that people gave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from autograder.course.model import Assignment
from autograder.grading.result import (
    ExerciseResult,
    Outcome,
    Provenance,
    Result,
    Status,
    TestResult,
)
from autograder.records.values import Override, Standing
from autograder.text import Text, join

STATUSES = frozenset(status.value for status in Status)

Overrides = Mapping[tuple[str, str], Override]
"""(student, exercise) to the override in force; the exercise is empty for the whole assignment."""

_SET_BY_STAFF = Text.of("The course's staff set these points.", "조교가 정한 점수입니다.")


def outline(assignment: Assignment, standing: Standing) -> Result:
    """The stored result without its tests: enough for tables, without reading its document."""
    return Result(
        student=standing.student,
        assignment=assignment.id,
        status=Status(standing.status),
        score=standing.score,
        max_score=standing.max_score,
        exercises=tuple(
            ExerciseResult(name, score, most, ()) for name, score, most in standing.exercises
        ),
        message=Text.plain(""),
        cells=(),
        isolation="",
        seconds=0.0,
        provenance=Provenance(standing.sha256, standing.grader, ""),
    )


def effective(
    assignment: Assignment, standings: Iterable[Standing], overrides: Overrides
) -> Iterator[Result]:
    """Outlines of all who have a result or were given a score by hand, overrides applied."""
    seen = set()
    for standing in standings:
        seen.add(standing.student)
        if standing.status in STATUSES:
            yield with_overrides(outline(assignment, standing), overrides)
        elif (standing.student, "") in overrides:
            yield _given(assignment, overrides[standing.student, ""], standing.sha256)
    for (student, exercise), override in overrides.items():
        if exercise == "" and student not in seen:
            yield _given(assignment, override, "")


def with_overrides(result: Result, overrides: Overrides) -> Result:
    """The result with the points that people gave in the place of the graders'.

    An exercise's new points come with a line that says so and why. Points for the whole assignment
    make any result a graded one.
    """
    exercises = tuple(
        _exercise(exercise, overrides.get((result.student, exercise.id)))
        for exercise in result.exercises
    )
    if result.status is Status.GRADED and exercises != result.exercises:
        total = sum(exercise.score for exercise in exercises)
        result = replace(result, exercises=exercises, score=total)
    whole = overrides.get((result.student, ""))
    if whole is None:
        return result
    return replace(
        result, status=Status.GRADED, score=whole.points, message=_why(whole), private=""
    )


def _exercise(exercise: ExerciseResult, override: Override | None) -> ExerciseResult:
    if override is None or override.points is None:
        return exercise
    note = TestResult(
        id="override",
        title=_SET_BY_STAFF,
        outcome=Outcome.PASSED,
        score=override.points - exercise.score,
        max_score=0.0,
        message=Text.plain(override.reason),
    )
    return replace(exercise, score=override.points, tests=(*exercise.tests, note))


def _given(assignment: Assignment, override: Override, sha256: str) -> Result:
    return Result(
        student=override.student,
        assignment=assignment.id,
        status=Status.GRADED,
        score=override.points,
        max_score=assignment.points,
        exercises=(),
        message=_why(override),
        cells=(),
        isolation="",
        seconds=0.0,
        provenance=Provenance(sha256, "", ""),
    )


def _why(override: Override) -> Text:
    return join(_SET_BY_STAFF, Text.plain(override.reason))
