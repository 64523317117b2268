"""The time for a notebook's cells: the course's own word, or the master's measured time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from autograder.box.box import Box
from autograder.course.loader import load_course
from autograder.course.model import Assignment, Limits
from autograder.grading.budget import FACTOR, FLOOR, setup_seconds
from autograder.grading.intake import Cell
from tests.grading.tiny import TINY


@pytest.fixture(scope="module")
def assignment() -> Assignment:
    return replace(load_course(TINY).assignments["tiny"], limits=Limits())


def with_cell(assignment: Assignment, source: str, folder: Path) -> Assignment:
    """The assignment with one more cell at the master's end."""
    master = nbformat.read(assignment.master, as_version=4)
    master.cells.append(nbformat.v4.new_code_cell(source))
    path = folder / "tiny.ipynb"
    nbformat.write(master, path)
    return replace(assignment, master=path)


def test_what_the_course_says_counts(box: Box, assignment: Assignment) -> None:
    assert setup_seconds(box, replace(assignment, limits=Limits(setup_seconds=0.5))) == 0.5


def test_a_quick_master_gives_the_floor(box: Box, assignment: Assignment) -> None:
    assert setup_seconds(box, assignment) == FLOOR


def test_a_slow_master_gives_many_times_its_own_time(
    box: Box, assignment: Assignment, tmp_path: Path
) -> None:
    source = "import time\nwhile time.process_time() < 0.5: pass"
    assert setup_seconds(box, with_cell(assignment, source, tmp_path)) >= FACTOR * 0.5


@pytest.mark.parametrize("source", ["import os\nos._exit(3)", "1 / 0", "def f("])
def test_a_master_with_a_faulty_cell_is_measured_all_the_same(
    box: Box, assignment: Assignment, tmp_path: Path, source: str
) -> None:
    assert setup_seconds(box, with_cell(assignment, source, tmp_path)) == FLOOR


def test_a_box_limits_what_is_opened_from_then_on() -> None:
    with Box.start() as box:
        box.limit(replace(box.limits, setup_seconds=0.4))
        with box.open([Cell(1, "while True: pass")]) as run:
            assert run.cells[0].timed_out
