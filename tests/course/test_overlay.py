"""Right and known wrong solutions, laid over the reference."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from autograder.course.loader import load_course
from autograder.course.model import Overlay
from autograder.course.overlay import overlay_cells, overlay_notebook, read_mistake
from autograder.errors import CourseError


def run(cells):
    namespace = {}
    for cell in cells:
        exec(compile(cell, "cell", "exec"), namespace)
    return namespace


def overlay(source):
    return Overlay(Path("x.py"), f'"""\ndescription: x\n"""\n{source}', "x")


@pytest.fixture
def calling(course_folder, master):
    """The tiny assignment, with a gradient that calls `square` and a keyword-only default."""

    def edit(cells, notebook):
        cells["square-gradient-solution"].source = (
            "def square_gradient(x, *, h=0.5):\n"
            "    ### BEGIN SOLUTION\n"
            "    return (square(x + h) - square(x - h)) / (2 * h)\n"
            "    ### END SOLUTION\n"
        )

    master(edit)
    return load_course(course_folder).assignments["tiny"]


def test_the_references_functions_keep_calling_the_references(calling):
    namespace = run(overlay_cells(calling, overlay("def square(x):\n    return 0 * x\n")))
    assert namespace["square"](3.0) == 0.0
    assert namespace["square_gradient"](3.0) == 6.0


def test_the_overlays_functions_call_the_overlays_and_else_the_references(calling):
    source = (
        "def double(x):\n    return 2 * x\n\n"
        "def square_gradient(x):\n    return double(square(x))\n"
    )
    namespace = run(overlay_cells(calling, overlay(source)))
    assert namespace["square_gradient"](3.0) == 18.0


def test_nothing_but_the_functions_is_left_behind(calling):
    names = set(run(overlay_cells(calling, overlay("def square(x): return x"))))
    assert names - {"__builtins__"} == {"np", "square", "square_gradient"}


def test_the_docstring_stays_with_the_course(tiny):
    for one in tiny.assignments["tiny"].mistakes:
        submitted = overlay_notebook(tiny.assignments["tiny"], one).decode()
        assert "hint" not in submitted
        assert one.hint["en"] not in submitted


def test_an_overlay_notebook_is_a_valid_notebook_with_the_same_cells(tiny):
    assignment = tiny.assignments["tiny"]
    notebook = nbformat.reads(overlay_notebook(assignment, assignment.right[0]).decode(), 4)
    nbformat.validate(notebook)
    assert [cell.source for cell in notebook.cells] == overlay_cells(
        assignment, assignment.right[0]
    )


def test_formulas_in_a_hint_keep_their_backslashes(tmp_path, tiny):
    path = tmp_path / "m.py"
    head = "exercise: square\nhint:\n  en: |\n    Use $\\frac{1}{n} \\beta$.\n  ko: 'x'\n"
    path.write_text(f'"""\n{head}"""\ndef square(x): return x\n')
    mistake = read_mistake(path, tiny.assignments["tiny"].exercises, [])
    assert mistake.hint["en"] == "Use $\\frac{1}{n} \\beta$.\n"
    assert mistake.recognised


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ('# first\n"""\nexercise: square\nhnt: x\n"""\ndef square(x): pass\n', 4, "'hint'"),
        ('"""\nexercise: cube\nhint: x\n"""\ndef cube(x): pass\n', None, "square, square_gradient"),
        ('"""\nexercise: square\nhint: x\n"""\ndef other(x): pass\n', None, "does not define"),
        ("def square(x): pass\n", 1, "docstring"),
        ('"exercise: square"\n', 1, "docstring"),
        ("def square(x:\n", 1, "not Python"),
        ('"""\nexercise: square\nhint: x\n"""\nx = "\0"\n', None, "not Python"),
    ],
)
def test_a_faulty_mistake_is_told_at_its_own_line(tmp_path, tiny, source, line, words):
    path = tmp_path / "m.py"
    path.write_text(source)
    with pytest.raises(CourseError) as caught:
        read_mistake(path, tiny.assignments["tiny"].exercises, [])
    assert any(words in p.message and p.line == line for p in caught.value.problems)
