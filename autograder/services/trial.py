"""Grade one notebook and record nothing: for a course author at work."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from autograder.course.model import Course
from autograder.errors import UsageError
from autograder.grading import refusals
from autograder.grading.intake import Submission
from autograder.grading.result import Result
from autograder.services.how import How
from autograder.services.opened import find_assignment


def try_notebook(course: Course, assignment_id: str, notebook: Path, how: How) -> Result:
    """The result of the notebook at `notebook`, with what only staff may see.

    Raises UsageError, CourseError and PlatformError.
    """
    assignment = find_assignment(course, assignment_id)
    limit = assignment.limits.notebook_mb * 2**20
    try:
        with notebook.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise UsageError(f"cannot read the notebook {notebook}: {error.strerror}") from error
    from autograder.grading.batch import Crew, grade_batch

    task = how.task(course, assignment)
    submission = Submission(notebook.stem, notebook.name, data)
    if len(data) > limit:
        submission = replace(submission, data=b"", refusal=refusals.too_large(limit))
    with Crew(task, course, 1) as crew:
        (result,) = grade_batch(task, [submission], workers=1, executor=crew)
    return result
