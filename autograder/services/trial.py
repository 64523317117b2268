"""Grade one notebook and record nothing: for a course author at work."""

from __future__ import annotations

import os
from pathlib import Path

from autograder.course.model import Course
from autograder.errors import SubmissionError, UsageError
from autograder.grading.entries import file_entry
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
    data, refusal = b"", None
    try:
        # An author's own link is followed; one that leads nowhere is refused like a student's.
        data = file_entry(Path(os.path.realpath(notebook))).read(limit)
    except SubmissionError as error:
        refusal = error
    except OSError as error:
        raise UsageError(f"cannot read the notebook {notebook}: {error.strerror}") from error
    from autograder.grading.batch import Crew, grade_batch

    task = how.task(course, assignment)
    submission = Submission(notebook.stem, notebook.name, data, refusal)
    with Crew(task, course, 1) as crew:
        (result,) = grade_batch(task, [submission], workers=1, executor=crew)
    return result
