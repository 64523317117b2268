"""Make what students get from the master notebooks, and note that it was made."""

from __future__ import annotations

from pathlib import Path

from autograder.course.model import Course
from autograder.course.release import release as release_one
from autograder.services.opened import find_assignments, open_records


def release(
    course: Course, assignment_id: str | None = None, *, actor: str, to: Path | None = None
) -> list[Path]:
    """Release the named assignment, or each, below `to` or the course's own folder; the folders
    that were written. Raises UsageError and CourseError.
    """
    written = []
    assignments = find_assignments(course, assignment_id)
    with open_records(course) as records:
        for assignment in assignments:
            written.append(release_one(course, assignment.id, to))
            records.audit.add(actor, "released", assignment.id)
    return written
