"""Check a course: what is beyond course.yaml and the files that loading it reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from autograder.course.model import Assignment, Course, Overlay
from autograder.errors import CourseError, Problem
from autograder.grading.intake import Submission
from autograder.grading.result import Result
from autograder.services.opened import find_assignments


def check(course: Course, assignment_id: str | None = None) -> None:
    """Collects the hidden tests of the assignment, or of each, and reads their marks; grades
    nothing.

    Raises CourseError with every fault of every assignment, and UsageError.
    """
    from autograder.grading.session import check_hidden_tests

    problems: list[Problem] = []
    for assignment in find_assignments(course, assignment_id):
        try:
            check_hidden_tests(course, assignment)
        except CourseError as error:
            problems.extend(error.problems)
    if problems:
        raise CourseError(problems)


def check_solutions(
    course: Course,
    assignment_id: str | None = None,
    *,
    workers: int | None = None,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> int:
    """Grades the master and all known solutions of the assignment, or of each, as submissions.

    How many there were; nothing is recorded. `progress` is told how many are done, of how many.
    Raises CourseError with all that breaks `grading.contract`, UsageError, and PlatformError.
    """
    assignments = find_assignments(course, assignment_id)
    total = sum(1 + len(each.right) + len(each.mistakes) for each in assignments)
    problems: list[Problem] = []
    done = 0
    for assignment in assignments:
        results: dict[str, Result] = {}
        for result in _graded(course, assignment, workers):
            results[result.student] = result
            done += 1
            progress(done, total)
        problems += _broken(course, assignment, results)
    if problems:
        raise CourseError(problems)
    return total


def _graded(course: Course, assignment: Assignment, workers: int | None) -> Iterator[Result]:
    from autograder.course.overlay import overlay_notebook
    from autograder.grading.batch import Task, grade_batch

    notebooks = {assignment.master: assignment.master.read_bytes()}
    for overlay in (*assignment.right, *assignment.mistakes):
        notebooks[overlay.path] = overlay_notebook(assignment, overlay)
    submissions = [Submission(str(path), str(path), data) for path, data in notebooks.items()]
    # The code is the course's own, like its hidden tests: it may run where walls are low.
    task = Task(course.root, assignment.id, isolation=None, trust=True)
    return grade_batch(task, submissions, workers=workers)


def _broken(
    course: Course, assignment: Assignment, results: dict[str, Result]
) -> Iterator[Problem]:
    from autograder.grading.contract import breaches

    def problems(path: Path, overlay: Overlay | None) -> list[Problem]:
        found = breaches(overlay, results[str(path)], course.languages)
        return [Problem(path, message) for message in found]

    if of_master := problems(assignment.master, None):
        # The others are made of the master's functions: they would only repeat it.
        yield from of_master
        return
    for overlay in (*assignment.right, *assignment.mistakes):
        yield from problems(overlay.path, overlay)
