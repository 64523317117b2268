"""What docs/writing-a-course.md shows, put into a folder, is a course that grades."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat

from autograder.course.loader import load_course
from autograder.services.check import check, check_solutions

PAGE = (Path(__file__).parents[2] / "docs/writing-a-course.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_pages_own_parts_make_a_course_that_grades_its_master(tmp_path: Path) -> None:
    imports, solution, visible, hidden = blocks("python")
    (tmp_path / "course.yaml").write_text(blocks("yaml")[0], "utf-8")
    (tmp_path / "roster.csv").write_text(blocks("csv")[0], "utf-8")
    (tmp_path / "graders/doubling").mkdir(parents=True)
    (tmp_path / "graders/doubling/test_double.py").write_text(hidden, "utf-8")
    cells = [nbformat.v4.new_code_cell(source) for source in (imports, solution, visible)]
    cells[0].metadata["tags"] = ["reference"]
    common = {"schema_version": 3, "task": False}
    cells[1].metadata["nbgrader"] = common | {
        "grade_id": "double-solution", "grade": False, "solution": True, "locked": False,
    }  # fmt: skip
    cells[2].metadata["nbgrader"] = common | {
        "grade_id": "double", "grade": True, "solution": False, "locked": True, "points": 2,
    }  # fmt: skip
    master = tmp_path / "solutions/doubling/doubling.ipynb"
    master.parent.mkdir(parents=True)
    nbformat.write(nbformat.v4.new_notebook(cells=cells), master)
    course = load_course(tmp_path)
    assert course.warnings == ()
    check(course)
    assert check_solutions(course, workers=1) == 1
