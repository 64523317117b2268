"""Points given by hand, with a reason, and taken back."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from autograder.course.model import Assignment, Course
from autograder.errors import UsageError
from autograder.grading.provenance import grader_digest
from autograder.grading.result import Status
from autograder.records.values import Override, Standing
from autograder.services.opened import find_assignment, open_records, unknown

if TYPE_CHECKING:
    from autograder.records.store import Records


def override(
    course: Course,
    assignment_id: str,
    student: str,
    points: float | None,
    *,
    reason: str,
    actor: str,
    exercise: str = "",
) -> None:
    """Give `points` for one exercise, or for the whole assignment if `exercise` is empty; None
    withdraws what was given. Points stay when the student sends in again.

    Raises UsageError if the student, the exercise or the points are out of the question.
    """
    assignment = find_assignment(course, assignment_id)
    if not reason.strip():
        raise UsageError("an override needs a reason: the student and your colleagues read it")
    _check_points(assignment, exercise, points)
    with open_records(course) as records:
        standing = _standing(course, records, assignment, student)
        if points is None:
            if (student, exercise) not in records.overrides.current(assignment.id):
                raise UsageError(f"{student} has no override here that could be withdrawn")
        elif exercise and (standing is None or standing.status != Status.GRADED):
            raise UsageError(
                f"{student} has no graded submission, so there are no points of {exercise} to "
                "change; give points for the whole assignment instead"
            )
        records.overrides.add(
            assignment.id,
            student,
            exercise,
            points,
            reason=reason.strip(),
            by=actor,
            submission=standing.sha256 if standing else "",
        )


def overrides(course: Course, assignment_id: str) -> list[Override]:
    """The overrides in force, by student and exercise."""
    assignment = find_assignment(course, assignment_id)
    with open_records(course) as records:
        current = records.overrides.current(assignment.id)
    return [current[key] for key in sorted(current)]


def _check_points(assignment: Assignment, exercise: str, points: float | None) -> None:
    most = {each.id: each.points for each in assignment.exercises} | {"": assignment.points}
    if exercise not in most:
        raise UsageError(unknown("exercise", exercise, (each.id for each in assignment.exercises)))
    if points is not None and not (math.isfinite(points) and 0 <= points <= most[exercise]):
        raise UsageError(
            f"{exercise or assignment.id} is worth 0 to {most[exercise]:g} points, not {points:g}"
        )


def _standing(
    course: Course, records: Records, assignment: Assignment, student: str
) -> Standing | None:
    standings = {
        each.student: each
        for each in records.submissions.standings(assignment.id, grader_digest(course, assignment))
    }
    if student not in standings and student not in course.people:
        raise UsageError(unknown("student", student, {*standings, *course.people}))
    return standings.get(student)
