"""A page for every student and a report on the class, as files that need no server."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.course.model import Assignment, Course
from autograder.grading.provenance import grader_digest
from autograder.grading.result import Result
from autograder.report.class_report import class_page
from autograder.report.feedback import feedback_page
from autograder.report.index import Entry, index_page
from autograder.report.visible import for_student
from autograder.services.marks import with_overrides
from autograder.services.opened import find_assignments, open_records

_DIGITS_AT_THE_END = re.compile("-[0-9a-f]{8}$")
_STUDENTS, _CLASS, _INDEX = "students", "class.html", "index.html"


@dataclass(frozen=True)
class WrittenFeedback:
    """What was written for one assignment."""

    assignment: Assignment
    folder: Path
    index: Path
    class_report: Path
    pages: int


def feedback(
    course: Course,
    assignment_id: str | None = None,
    *,
    to: Path | None = None,
    language: str | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> list[WrittenFeedback]:
    """Write the pages of the named assignment, or of each that has results, into `<to>/<id>/`.

    `to` is the state folder's feedback/ if not given. A page is in the student's language, or in
    the course's first; `language` sets another one for all. Raises UsageError.
    """
    folder = to or course.state / "feedback"
    written = []
    assignments = find_assignments(course, assignment_id)
    for assignment in assignments:
        results = stored_results(course, assignment)
        if results or assignment_id is not None:
            pages = _Pages(course, assignment, folder / assignment.id, language)
            written.append(pages.write(results, progress))
    return written


def page_name(student: str) -> str:
    """A file name for a student's page that is safe on every system, whatever they are called."""
    safe = "".join(c if c.isalnum() or c in "-_" else "_" for c in student)[:80]
    # Whoever is called like another's page with its digits would overwrite it, and so would, where
    # a file system knows no capitals, S001 the page of s001.
    if safe != student or safe != safe.casefold() or _DIGITS_AT_THE_END.search(student):
        safe += "-" + hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{safe}.html"


def stored_results(course: Course, assignment: Assignment) -> list[Result]:
    """Everyone's current result, whole, by student, overrides applied."""
    with open_records(course) as records:
        standings = records.submissions.standings(assignment.id, grader_digest(course, assignment))
        overrides = records.overrides.current(assignment.id)
        ids = [each.result for each in standings if each.result is not None]
        return [with_overrides(result, overrides) for _, result in records.results.load(ids)]


class _Pages:
    """The pages of one assignment."""

    def __init__(
        self, course: Course, assignment: Assignment, folder: Path, language: str | None
    ) -> None:
        self._course = course
        self._assignment = assignment
        self._folder = folder
        self._forced = language
        self._language = language or course.languages[0]

    def write(self, results: list[Result], progress: Callable[[int, int], None]) -> WrittenFeedback:
        (self._folder / _STUDENTS).mkdir(parents=True, exist_ok=True)
        entries = []
        for done, entry in enumerate(self._student_pages(results), 1):
            entries.append(entry)
            progress(done, len(results))
        titles = {
            "course_title": self._course.title.in_language(self._language),
            "assignment_title": self._assignment.title.in_language(self._language),
            "language": self._language,
        }
        names = {person.id: person.name for person in self._course.people.values()}
        class_report, index = self._folder / _CLASS, self._folder / _INDEX
        _write(class_report, class_page(results, names=names, **titles))
        _write(index, index_page(entries, class_report=_CLASS, **titles))
        return WrittenFeedback(self._assignment, self._folder, index, class_report, len(results))

    def _student_pages(self, results: list[Result]) -> Iterator[Entry]:
        for result in results:
            person = self._course.people.get(result.student)
            own = person.language if person else ""
            language = self._forced or own or self._language
            name = person.name if person else ""
            page = f"{_STUDENTS}/{page_name(result.student)}"
            text = feedback_page(
                for_student(result, language),
                course_title=self._course.title.in_language(language),
                assignment_title=self._assignment.title.in_language(language),
                student_name=name,
            )
            _write(self._folder / page, text)
            yield Entry(page, result.student, name, result.status, result.score)


def _write(path: Path, text: str) -> None:
    """Whole or not at all: a page that is being read or copied is never half of one."""
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
