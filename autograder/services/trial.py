"""Grade one notebook and record nothing: for a course author at work."""

from __future__ import annotations

from pathlib import Path

from autograder.course.model import Course
from autograder.errors import UsageError
from autograder.grading.intake import Submission
from autograder.grading.result import Result
from autograder.services.how import How
from autograder.services.opened import find_assignment


def try_notebook(course: Course, assignment_id: str, notebook: Path, how: How) -> Result:
    """The result of the notebook at `notebook`, with what only staff may see.

    Raises UsageError, CourseError and PlatformError.
    """
    assignment = find_assignment(course, assignment_id)
    try:
        data = notebook.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read the notebook {notebook}: {error.strerror}") from error
    from autograder.grading.batch import Crew, grade_batch

    task = how.task(course, assignment)
    submission = Submission(notebook.stem, notebook.name, data)
    with Crew(task, course, 1) as crew:
        (result,) = grade_batch(task, [submission], workers=1, executor=crew)
    return result
