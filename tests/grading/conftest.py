"""A tiny course whose hidden tests a test may replace, and one warm box for all of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.box.box import Box
from autograder.course.loader import load_course
from autograder.grading.intake import Submission
from autograder.grading.result import Result
from autograder.grading.session import GradingSession

TINY = Path(__file__).parents[1] / "tinycourse"

Grade = Callable[..., Result]


@pytest.fixture(scope="session")
def box() -> Iterator[Box]:
    box = Box.start()
    yield box
    box.close()


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the tiny course, to be changed at will."""
    return Path(shutil.copytree(TINY, tmp_path / "course"))


@pytest.fixture
def grade_with(tiny: Path, box: Box) -> Callable[[str], Grade]:
    """`grade_with(hidden_tests)(cell, ...)` grades a notebook of these cells."""

    def with_graders(source: str) -> Grade:
        folder = tiny / "graders" / "tiny"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / "test_hidden.py").write_text(source, encoding="utf-8")

        def grade(*cells: str) -> Result:
            course = load_course(tiny)
            with GradingSession(course, course.assignments["tiny"], box) as session:
                return session.grade(Submission("s001", "s001.ipynb", notebook(*cells)))

        return grade

    return with_graders


def notebook(*cells: str) -> bytes:
    """A notebook of code cells."""
    document = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
        "cells": [
            {
                "cell_type": "code",
                "id": f"c{number}",
                "metadata": {},
                "source": source,
                "outputs": [],
                "execution_count": None,
            }
            for number, source in enumerate(cells)
        ],
    }
    return json.dumps(document).encode()
