"""What every use case begins with: the assignment that is meant, the course's open records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import TYPE_CHECKING

from autograder.course.model import Assignment, Course
from autograder.errors import UsageError
from autograder.records import connect
from autograder.records.files import SubmissionFiles

if TYPE_CHECKING:
    from autograder.records.store import Records


@contextmanager
def open_records(course: Course) -> Iterator[Records]:
    """The course's records, with people and teams as the roster has them; see `connect`."""
    with connect(course.database, course.root) as records:
        records.people.follow(course.people.values())
        yield records


def submission_files(course: Course) -> SubmissionFiles:
    """Where the exact bytes received are kept."""
    return SubmissionFiles(course.state / "submissions")


def find_assignment(course: Course, name: str) -> Assignment:
    """Raises UsageError, with the one that may be meant, if the course has no such assignment."""
    if name in course.assignments:
        return course.assignments[name]
    raise UsageError(unknown("assignment", name, course.assignments))


def find_assignments(course: Course, name: str | None) -> tuple[Assignment, ...]:
    """The named assignment, or all of the course's if `name` is None."""
    if name is None:
        return tuple(course.assignments.values())
    return (find_assignment(course, name),)


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """A sentence about a name that does not exist and what may have been meant."""
    known = list(known)
    close = get_close_matches(name, known, 1, cutoff=0.5)
    meant = f"; did you mean {close[0]!r}?" if close else ""
    if not close and len(known) <= 12:
        meant = f"; there are {', '.join(known)}" if known else "; there are none"
    return f"no {what} {name!r}{meant}"
