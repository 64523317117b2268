"""docs/writing-a-course.md names what course.yaml and the roster may hold; its example loads."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.checked import load_yaml
from autograder.course.loader import _Assignment, _Course, _Folders, _Limits, _Records
from autograder.course.roster import COLUMNS

PAGE = (Path(__file__).parents[2] / "docs/writing-a-course.md").read_text("utf-8")


def between(start: str) -> str:
    return PAGE.split(f"```{start}\n")[1].split("```")[0]


@pytest.mark.parametrize("part", [_Course, _Assignment, _Limits, _Folders, _Records])
def test_every_key_stands_in_the_page(part):
    told = PAGE.replace("`assignments.<id>.", "`")
    assert [name for name in part.model_fields if f"`{name}`" not in told] == []


def test_the_example_is_a_course(tmp_path):
    file = tmp_path / "course.yaml"
    file.write_text(between("yaml"), "utf-8")
    course = load_yaml(file, _Course, [])
    assert course.folders.graders == "graders"


def test_the_rosters_columns_are_those_of_the_example():
    assert tuple(between("csv").splitlines()[0].split(",")) == COLUMNS
