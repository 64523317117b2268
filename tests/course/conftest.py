"""A copy of the tiny course that a test may break."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest

from autograder.course.loader import load_course

TINY = Path(__file__).parent.parent / "tinycourse"


@pytest.fixture(scope="session")
def tiny():
    return load_course(TINY)


@pytest.fixture
def course_folder(tmp_path):
    return Path(shutil.copytree(TINY, tmp_path / "course"))


@pytest.fixture
def master(course_folder):
    """The copy's master notebook, as a function that changes it: `master(lambda cells: ...)`."""
    path = course_folder / "solutions" / "tiny" / "tiny.ipynb"

    def change(edit):
        notebook = nbformat.read(path, as_version=4)
        edit({cell.id: cell for cell in notebook.cells}, notebook)
        path.write_text(nbformat.writes(notebook), encoding="utf-8")
        return path

    return change
