"""Right and known wrong solutions: the reference's functions but for a few of their own."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from pathlib import Path

from autograder.course.checked import LocalText, Strict, parse_yaml
from autograder.course.model import Assignment, Exercise, Overlay
from autograder.course.notebook import Cell, Notebook, defined_functions, parse_python
from autograder.course.yaml import read_text
from autograder.errors import CourseError, Problem
from autograder.text import Text

# The reference's functions go on calling one another, not the overlay's: each gets the globals as
# they are now, so that a mistake stays in its own exercise.
_FREEZE = """\
def _freeze(names):
    from types import FunctionType

    frozen = dict(names)
    for name, value in list(frozen.items()):
        if isinstance(value, FunctionType) and value.__globals__ is names and name != "_freeze":
            copy = FunctionType(
                value.__code__, frozen, value.__name__, value.__defaults__, value.__closure__
            )
            copy.__kwdefaults__ = value.__kwdefaults__
            copy.__doc__ = value.__doc__
            frozen[name] = names[name] = copy


_freeze(globals())
del _freeze
"""

_TRIPLE_QUOTED = re.compile(r"[rR]?(\"\"\"|''')(.*)\1", re.DOTALL)


class _RightHead(Strict):
    description: str


class _MistakeHead(Strict):
    exercise: str
    hint: LocalText
    description: str = ""
    recognised: bool = True


def read_right(path: Path, exercises: Sequence[Exercise], warnings: list[Problem]) -> Overlay:
    """Read one file of right/; raises CourseError."""
    source, tree, head, line = _open(path)
    described = parse_yaml(head, _RightHead, path, line, warnings)
    if not defined_functions(tree) & {exercise.id for exercise in exercises}:
        raise CourseError([Problem(path, "defines none of the exercises' functions")])
    return Overlay(path, source, described.description)


def read_mistake(path: Path, exercises: Sequence[Exercise], warnings: list[Problem]) -> Overlay:
    """Read one file of mistakes/; raises CourseError."""
    source, tree, head, line = _open(path)
    found = parse_yaml(head, _MistakeHead, path, line, warnings)
    names = [exercise.id for exercise in exercises]
    if found.exercise not in names:
        known = ", ".join(names)
        message = f"no exercise {found.exercise!r}; the assignment has {known}"
        raise CourseError([Problem(path, message)])
    if found.exercise not in defined_functions(tree):
        raise CourseError([Problem(path, f"does not define the function {found.exercise!r}")])
    hint: Text = found.hint
    return Overlay(path, source, found.description, found.exercise, hint, found.recognised)


def overlay_cells(assignment: Assignment, overlay: Overlay) -> list[str]:
    """The code cells of a submission with the reference's functions but for the overlay's own."""
    return [assignment.solution_source, _FREEZE, _without_docstring(overlay.source)]


def overlay_notebook(assignment: Assignment, overlay: Overlay) -> bytes:
    """The same as a notebook file that a student could have sent."""
    cells: list[Cell] = [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": f"cell-{number}",
            "metadata": {},
            "outputs": [],
            "source": source,
        }
        for number, source in enumerate(overlay_cells(assignment, overlay), start=1)
    ]
    return Notebook(cells, {"metadata": {}, "nbformat": 4, "nbformat_minor": 5}).to_bytes()


def _open(path: Path) -> tuple[str, ast.Module, str, int]:
    """The source, its tree, its docstring as written, and the line where that begins."""
    source = read_text(path)
    try:
        tree = parse_python(source)
    except SyntaxError as error:
        raise CourseError([Problem(path, f"is not Python: {error.msg}", error.lineno)]) from error
    written = ""
    if ast.get_docstring(tree, clean=False) is not None:
        written = ast.get_source_segment(_head(source, tree.body[0]), tree.body[0]) or ""
    # As written: Python would eat the backslashes of a formula before YAML saw them.
    quoted = _TRIPLE_QUOTED.fullmatch(written)
    if quoted is None:
        message = 'must open with a docstring in """ that describes it'
        raise CourseError([Problem(path, message, 1)])
    return source, tree, quoted[2], tree.body[0].lineno


def _head(source: str, statement: ast.stmt) -> str:
    """The lines up to a statement's end: `get_source_segment` looks at every character."""
    return "\n".join(source.split("\n")[: statement.end_lineno])


def _without_docstring(source: str) -> str:
    docstring = parse_python(source).body[0]
    return "\n".join(source.split("\n")[docstring.end_lineno :]).strip("\n") + "\n"
