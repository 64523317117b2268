"""The tiny course with hidden tests of a test's own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from autograder.box.box import Box
from autograder.course.loader import load_course
from autograder.grading.intake import Submission
from autograder.grading.session import GradingSession

TINY = Path(__file__).parents[1] / "tinycourse"


def session_with(folder: Path, hidden: str, box: Box, **beside: str) -> GradingSession:
    """A session of the tiny course, copied to `folder`, with this one file of hidden tests, and
    others beside it: their text by name.
    """
    root = Path(shutil.copytree(TINY, folder / "course"))
    graders = root / "graders" / "tiny"
    shutil.rmtree(graders, ignore_errors=True)
    graders.mkdir(parents=True)
    (graders / "test_hidden.py").write_text(hidden, encoding="utf-8")
    for name, text in beside.items():
        (graders / f"{name}.py").write_text(text, encoding="utf-8")
    course = load_course(root)
    return GradingSession(course, course.assignments["tiny"], box)


def submission(*cells: str) -> Submission:
    """A notebook of these code cells."""
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
    return Submission("s001", "s001.ipynb", json.dumps(document).encode())
