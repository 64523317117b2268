"""Who has sent something in, whose work is graded, who is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from autograder.course.model import Assignment, Course
from autograder.grading.provenance import grader_digest
from autograder.grading.result import Result
from autograder.records.values import Standing
from autograder.services.marks import effective
from autograder.services.opened import find_assignments, open_records

MISSING = "missing"


@dataclass(frozen=True)
class StudentStatus:
    """One student. `status` is a result's, or "waiting", "running" or "missing"."""

    student: str
    name: str
    team: str
    in_roster: bool
    status: str
    received_at: datetime | None
    score: float | None
    """With overrides."""
    max_score: float
    outdated: bool
    """The graders were changed after this result; the next `grade` runs it again."""


@dataclass(frozen=True)
class AssignmentStatus:
    """An assignment with everyone in the roster or with a submission, by student."""

    assignment: Assignment
    students: tuple[StudentStatus, ...]


def status(course: Course, assignment_id: str | None = None) -> tuple[AssignmentStatus, ...]:
    """How everyone stands in the named assignment, or in each. Raises UsageError."""
    found = []
    assignments = find_assignments(course, assignment_id)
    with open_records(course) as records:
        for assignment in assignments:
            grader = grader_digest(course, assignment)
            standings = records.submissions.standings(assignment.id, grader)
            overrides = records.overrides.current(assignment.id)
            marks = effective(assignment, standings, overrides)
            found.append(_assignment(course, assignment, grader, standings, list(marks)))
    return tuple(found)


def _assignment(
    course: Course,
    assignment: Assignment,
    grader: str,
    standings: list[Standing],
    marks: list[Result],
) -> AssignmentStatus:
    standing_of = {each.student: each for each in standings}
    mark_of = {each.student: each for each in marks}
    students = []
    for student in sorted({*course.people, *standing_of, *mark_of}):
        person = course.people.get(student)
        standing, mark = standing_of.get(student), mark_of.get(student)
        students.append(
            StudentStatus(
                student,
                name=person.name if person else "",
                team=person.team if person else "",
                in_roster=person is not None,
                status=mark.status.value if mark else standing.status if standing else MISSING,
                received_at=standing.received_at if standing else None,
                score=mark.score if mark else None,
                max_score=assignment.points,
                outdated=bool(standing and standing.result and standing.grader != grader),
            )
        )
    return AssignmentStatus(assignment, tuple(students))
