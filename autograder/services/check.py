"""Check a course: what is beyond course.yaml and the files that loading it reads."""

from __future__ import annotations

from autograder.course.model import Course
from autograder.errors import CourseError, Problem


def check(course: Course) -> None:
    """Collects every assignment's hidden tests and reads their marks; grades nothing.

    Raises CourseError with every fault of every assignment.
    """
    from autograder.grading.session import check_hidden_tests

    problems: list[Problem] = []
    for assignment in course.assignments.values():
        try:
            check_hidden_tests(course, assignment)
        except CourseError as error:
            problems.extend(error.problems)
    if problems:
        raise CourseError(problems)
