"""The scores that count: what the graders gave, with what people changed."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.course.model import Assignment, Course
from autograder.grading.provenance import grader_digest
from autograder.grading.result import Result
from autograder.services.marks import STATUSES, effective
from autograder.services.opened import find_assignments, open_records


@dataclass(frozen=True)
class AssignmentGrades:
    """One assignment's results by student, without their tests, with overrides."""

    assignment: Assignment
    results: tuple[Result, ...]
    waiting: int
    """Submissions that are not graded yet and therefore not among the results."""
    outdated: int
    """Results of graders that were changed since."""


def grades(course: Course, assignment_id: str | None = None) -> tuple[AssignmentGrades, ...]:
    """The grades in the named assignment, or in each. Raises UsageError."""
    found = []
    assignments = find_assignments(course, assignment_id)
    with open_records(course) as records:
        for assignment in assignments:
            grader = grader_digest(course, assignment)
            standings = records.submissions.standings(assignment.id, grader)
            overrides = records.overrides.current(assignment.id)
            results = effective(assignment, standings, overrides)
            found.append(
                AssignmentGrades(
                    assignment,
                    tuple(sorted(results, key=lambda result: result.student)),
                    waiting=sum(each.status not in STATUSES for each in standings),
                    outdated=sum(bool(each.result) and each.grader != grader for each in standings),
                )
            )
    return tuple(found)
