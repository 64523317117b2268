"""What is checked of a master notebook, with the number of the cell at fault."""

from __future__ import annotations

import json

import nbformat
import pytest

from autograder.course.notebook import fill_notebook, read_master
from autograder.errors import CourseError, UsageError


def nbgrader(cell):
    return cell.metadata["nbgrader"]


EDITS = {
    "cell 7: there is no solution cell 'square-solution'": lambda cells: cells[
        "square-solution"
    ].metadata.pop("nbgrader"),
    "cell 6: there is no graded cell 'square' for it": lambda cells: cells["square"].metadata.pop(
        "nbgrader"
    ),
    "cell 7: the graded cell 'square' needs points above zero": lambda cells: nbgrader(
        cells["square"]
    ).update(points=0),
    "cell 11: has the grade_id 'square' of cell 7": lambda cells: nbgrader(
        cells["square-gradient"]
    ).update(grade_id="square"),
    "cell 6: nbgrader schema 2": lambda cells: nbgrader(cells["square-solution"]).update(
        schema_version=2
    ),
    "cell 7: is graded by hand": lambda cells: nbgrader(cells["square"]).update(solution=True),
    "cell 6: needs '### BEGIN SOLUTION'": lambda cells: cells["square-solution"].update(
        source="def square(x):\n    return x * x"
    ),
    "cell 6: is not Python": lambda cells: cells["square-solution"].update(
        source="def square(x:\n### BEGIN SOLUTION"
    ),
    "cell 6: must define the function 'square'": lambda cells: cells["square-solution"].update(
        source="### BEGIN SOLUTION\nx = 1\n### END SOLUTION"
    ),
    "cell 3: has a solution region": lambda cells: cells["imports"].update(
        source="### BEGIN SOLUTION\n### END SOLUTION"
    ),
    "cell 1: the tag 'lang-en' names no language": lambda cells: cells["title-en"].metadata.update(
        tags=["lang-en"]
    ),
    "cell 1: only code cells": lambda cells: cells["title-en"].metadata.update(tags=["reference"]),
    "cell 7: a cell that nbgrader knows": lambda cells: cells["square"].metadata.update(
        tags=["lang:en"]
    ),
}


@pytest.mark.parametrize("message", EDITS)
def test_a_fault_names_its_cell(master, message):
    with pytest.raises(CourseError) as caught:
        read_master(master(lambda cells, _: EDITS[message](cells)))
    assert any(problem.message.startswith(message) for problem in caught.value.problems)


def test_a_solution_cell_comes_before_its_tests(master):
    path = master(lambda _, notebook: notebook.cells.insert(7, notebook.cells.pop(5)))
    with pytest.raises(CourseError, match="cell 6: comes before its solution cell 8"):
        read_master(path)


def test_all_faults_of_a_master_are_reported_at_once(master):
    def edit(cells, _):
        nbgrader(cells["square"])["points"] = -1
        nbgrader(cells["square-gradient"])["points"] = True
        cells["title-ko"].metadata["tags"] = ["language:ko"]

    with pytest.raises(CourseError) as caught:
        read_master(master(edit))
    assert len(caught.value.problems) == 3


def test_a_repeated_cell_id_is_a_fault_of_the_master(course_folder):
    path = course_folder / "solutions/tiny/tiny.ipynb"
    text = path.read_text("utf-8").replace('"id": "title-ko"', '"id": "title-en"')
    path.write_text(text, "utf-8")
    with pytest.raises(CourseError, match="cell 2: has the cell id 'title-en' of cell 1"):
        read_master(path)


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"nbformat": 4}', "not json", "[" * 9999])
def test_what_is_no_notebook_is_named_as_such(tmp_path, content):
    path = tmp_path / "x.ipynb"
    path.write_text(content)
    with pytest.raises(CourseError, match=r"x\.ipynb"):
        read_master(path)


@pytest.mark.parametrize(
    "fault",
    [{"id": None}, {"source": 3}, {"source": [3]}, {"metadata": []}, {"cell_type": "heading"}],
)
def test_what_is_no_cell_is_named_by_its_number(course_folder, fault):
    path = course_folder / "solutions/tiny/tiny.ipynb"
    document = json.loads(path.read_text("utf-8"))
    document["cells"][2].update(fault)
    path.write_text(json.dumps(document), "utf-8")
    with pytest.raises(CourseError, match="cell 3: is no notebook cell"):
        read_master(path)


def test_a_master_in_an_old_format_is_to_be_saved_again(course_folder):
    path = course_folder / "solutions/tiny/tiny.ipynb"
    path.write_text(path.read_text("utf-8").replace('"nbformat_minor": 5', '"nbformat_minor": 4'))
    with pytest.raises(CourseError, match=r"not in notebook format 4\.5"):
        read_master(path)


def test_a_filled_notebook_has_the_given_solutions_and_all_else_as_it_was(tiny):
    master_path = tiny.assignments["tiny"].master
    filled = nbformat.reads(fill_notebook(master_path, {"square": "# 제곱\nx = 1"}).decode(), 4)
    before = nbformat.read(master_path, as_version=4)
    for old, new in zip(before.cells, filled.cells, strict=True):
        assert new.source == ("# 제곱\nx = 1" if new.id == "square-solution" else old.source)
        assert new.metadata == old.metadata
    nbformat.validate(filled)


def test_filling_an_exercise_that_is_not_there_is_a_wrong_call(tiny):
    with pytest.raises(UsageError, match="'cube'"):
        fill_notebook(tiny.assignments["tiny"].master, {"cube": ""})
