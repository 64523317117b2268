"""The cells that every student of an assignment was given: compiled once, not for each of them."""

from __future__ import annotations

from autograder.course.model import Assignment, Course
from autograder.course.notebook import MASTER_ONLY
from autograder.errors import SubmissionError
from autograder.grading.intake import Cell, read_notebook


def given_cells(course: Course, assignment: Assignment) -> tuple[Cell, ...]:
    """The code cells of the notebook that was released; none if there is no such file.

    Never the master's: what the box is given, a student's code can read. A notebook that holds any
    answer is no release, wherever it lies.
    """
    released = course.release / assignment.id / f"{assignment.id}.ipynb"
    try:
        cells = read_notebook(released.read_bytes())
    except (OSError, SubmissionError):
        return ()
    return () if any(mark in cell.source for cell in cells for mark in MASTER_ONLY) else cells
