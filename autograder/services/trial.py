"""Grade one notebook and record nothing: for a course author at work."""

from __future__ import annotations

from pathlib import Path

from autograder.course.model import Course
from autograder.errors import UsageError
from autograder.grading.intake import Submission
from autograder.grading.result import Result
from autograder.services.grade import How
from autograder.services.opened import find_assignment


def try_notebook(course: Course, assignment_id: str, notebook: Path, how: How) -> Result:
    """The result of the notebook at `notebook`, with what only staff may see.

    Runs in this process, so that an author's own prints and debugger work. Raises UsageError,
    CourseError and PlatformError.
    """
    assignment = find_assignment(course, assignment_id)
    try:
        data = notebook.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read the notebook {notebook}: {error.strerror}") from error
    from autograder.box.box import Box
    from autograder.grading.batch import box_limits
    from autograder.grading.session import GradingSession

    submission = Submission(notebook.stem, notebook.name, data, None)
    with (
        Box.start(how.isolation, trust=how.trust, limits=box_limits(assignment)) as box,
        GradingSession(course, assignment, box) as session,
    ):
        return session.grade(submission)
