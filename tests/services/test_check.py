"""`check` finds what is wrong with hidden tests before anybody sends anything in."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.loader import load_course
from autograder.errors import CourseError
from autograder.services.check import check
from tests.services.tiny import copy_of_the_course

HIDDEN = "graders/tiny"


def faults(course: Path) -> str:
    with pytest.raises(CourseError) as caught:
        check(load_course(course))
    return "\n".join(map(str, caught.value.problems))


def rewritten(course: Path, old: str, new: str) -> Path:
    (file,) = (course / HIDDEN).glob("test_*.py")
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return file


def test_the_tiny_course_has_no_fault(tmp_path: Path) -> None:
    check(load_course(copy_of_the_course(tmp_path)))


def test_points_that_do_not_add_up_are_told(tmp_path: Path) -> None:
    course = copy_of_the_course(tmp_path)
    rewritten(course, "points(", "points(40 + ")
    assert "points together; its grade cell in the master notebook says" in faults(course)


def test_a_title_in_a_language_that_the_course_does_not_have_is_told(tmp_path: Path) -> None:
    course = copy_of_the_course(tmp_path)
    rewritten(course, "ko=", "kr=")
    said = faults(course)
    assert "the course has no language 'kr'" in said
    assert "points together" not in said


def test_a_file_that_does_not_compile_is_told_without_the_way_there(tmp_path: Path) -> None:
    course = copy_of_the_course(tmp_path)
    file = rewritten(course, "import", "import import")
    said = faults(course)
    assert str(file) in said
    assert "SyntaxError" in said
    assert "site-packages" not in said
    assert "points together" not in said


def test_a_folder_without_hidden_tests_is_told(tmp_path: Path) -> None:
    course = copy_of_the_course(tmp_path)
    for file in (course / HIDDEN).glob("test_*.py"):
        file.unlink()
    assert "there are no hidden tests" in faults(course)
