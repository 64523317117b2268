"""What is compiled beforehand is what every student was given, and nothing of the master."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from autograder.course.loader import load_course
from autograder.course.model import Assignment, Course
from autograder.course.release import release
from autograder.grading.given import given_cells
from tests.grading.tiny import TINY


def assignment_of(course: Course) -> Assignment:
    return course.assignments["tiny"]


def test_the_released_cells_are_given(tmp_path: Path) -> None:
    course = replace(load_course(TINY), release=tmp_path)
    release(course, "tiny")
    assert any("def square" in cell.source for cell in given_cells(course, assignment_of(course)))


def test_a_master_is_never_given_wherever_it_lies(tmp_path: Path) -> None:
    course = replace(load_course(TINY), release=tmp_path)
    assignment = assignment_of(course)
    assert given_cells(course, assignment) == ()
    (tmp_path / "tiny").mkdir()
    shutil.copyfile(assignment.master, tmp_path / "tiny" / "tiny.ipynb")
    assert given_cells(course, assignment) == ()
