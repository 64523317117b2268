"""The master notebook: an ordinary nbgrader source, read and checked.

An exercise is a code cell that is graded (`<exercise>`, with its points) and a code cell to be
solved (`<exercise>-solution`). Cells tagged `lang:xx` go out where the course speaks that language;
code cells tagged `reference` (imports, helpers) belong to the reference along with the solutions.
"""

from __future__ import annotations

import ast
import json
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course.model import Exercise
from autograder.errors import CourseError, Problem, UsageError

SOLUTION_SUFFIX = "-solution"
REFERENCE_TAG = "reference"
BEGIN_SOLUTION = "### BEGIN SOLUTION"
END_SOLUTION = "### END SOLUTION"
MASTER_ONLY = (BEGIN_SOLUTION, END_SOLUTION, "### BEGIN HIDDEN TESTS", "=== BEGIN MARK SCHEME")
"""What marks text that no student may be given."""
LANGUAGE_TAG = re.compile(r"lang:([a-z]{2,3})")
SCHEMA_VERSION = 3

Cell = dict[str, Any]
"""A cell as JSON has it, its source in one string."""


@dataclass(frozen=True)
class Master:
    """What the platform takes from a master notebook."""

    exercises: tuple[Exercise, ...]
    solution_source: str
    languages: frozenset[str]
    """Those that some cell is for alone."""


def read_master(path: Path) -> Master:
    """Read and check a master notebook; raises CourseError that names the cells at fault."""
    return _Check(path, open_notebook(path)).master()


@dataclass(frozen=True)
class Notebook:
    """A notebook file in format 4.5: its cells, and what else there is."""

    cells: list[Cell]
    rest: dict[str, Any]

    def to_bytes(self) -> bytes:
        """The file in the layout that Jupyter saves: sorted, sources in lines."""
        cells = [{**cell, "source": cell["source"].splitlines(True)} for cell in self.cells]
        document = {**self.rest, "cells": cells}
        text = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True)
        return (text + "\n").encode()


def open_notebook(path: Path) -> Notebook:
    """Raises CourseError if it is no notebook in format 4.5.

    Only what is used here is checked: nbgrader checks the rest on release, and importing nbformat
    takes a second and a half, which every command would pay.
    """
    try:
        document = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise CourseError([Problem(path, f"cannot be read: {error.strerror}")]) from error
    except (ValueError, RecursionError) as error:
        raise CourseError([Problem(path, f"is not a notebook: {error}")]) from error
    if not isinstance(document, dict) or not isinstance(document.get("cells"), list):
        raise CourseError([Problem(path, "is not a notebook: it has no list of cells")])
    rest = {key: value for key, value in document.items() if key != "cells"}
    minor = rest.get("nbformat_minor")
    if rest.get("nbformat") != 4 or not isinstance(minor, int) or minor < 5:
        message = "is not in notebook format 4.5; open it in JupyterLab and save it again"
        raise CourseError([Problem(path, message)])
    problems = [
        Problem(path, f"cell {number}: is no notebook cell")
        for number, cell in enumerate(document["cells"], start=1)
        if not _is_cell(cell)
    ]
    if problems:
        raise CourseError(problems)
    cells = [{**cell, "source": "".join(cell["source"])} for cell in document["cells"]]
    return Notebook(cells, rest)


def _is_cell(cell: object) -> bool:
    if not isinstance(cell, dict):
        return False
    lines, metadata = cell.get("source"), cell.get("metadata")
    return (
        cell.get("cell_type") in ("code", "markdown", "raw")
        and isinstance(cell.get("id"), str)
        and isinstance(lines, str | list)
        and all(isinstance(line, str) for line in lines)
        and isinstance(metadata, dict)
        and isinstance(metadata.get("nbgrader", {}), dict)
    )


def fill_notebook(released: Path, solutions: Mapping[str, str]) -> bytes:
    """The released notebook with `solutions` (exercise -> source) in its solution cells.

    This is how samples of what students send are made. Raises UsageError for an exercise that
    the notebook does not have.
    """
    notebook = open_notebook(released)
    cells = {grade_id_of(cell): cell for cell in notebook.cells if grade_id_of(cell)}
    for exercise, source in solutions.items():
        cell = cells.get(exercise + SOLUTION_SUFFIX)
        if cell is None:
            raise UsageError(f"{released} has no solution cell of {exercise!r}")
        cell["source"] = source
    return notebook.to_bytes()


def languages_of(cell: Cell) -> frozenset[str]:
    """The languages that a cell is for; empty if it is for all."""
    tags = (LANGUAGE_TAG.fullmatch(tag) for tag in tags_of(cell))
    return frozenset(tag[1] for tag in tags if tag)


def tags_of(cell: Cell) -> list[str]:
    """The tags of a cell that are text."""
    tags = cell["metadata"].get("tags", [])
    return [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []


def grade_id_of(cell: Cell) -> str:
    """The cell's nbgrader id, or an empty string."""
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def parse_python(source: str) -> ast.Module:
    """The syntax tree; raises SyntaxError, and is silent about escapes such as a LaTeX command."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(source)


def defined_functions(tree: ast.Module) -> frozenset[str]:
    """The names of the functions that a module defines at its top level."""
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


class _Check:
    """One pass over the cells; every fault is kept with the number of its cell."""

    def __init__(self, path: Path, notebook: Notebook) -> None:
        self._path = path
        self._cells = list(enumerate(notebook.cells, start=1))
        self._problems: list[Problem] = []
        self._solutions: dict[str, int] = {}
        self._graded: dict[str, tuple[int, float]] = {}

    def master(self) -> Master:
        self._check_ids("cell id", ((number, cell["id"]) for number, cell in self._cells))
        self._check_ids("grade_id", self._grade_ids())
        sources = []
        for number, cell in self._cells:
            self._check_tags(number, cell)
            solution = self._read_metadata(number, cell)
            if cell["cell_type"] == "code" and (solution or REFERENCE_TAG in tags_of(cell)):
                self._check_python(number, cell, solution)
                sources.append(cell["source"])
        self._match()
        if self._problems:
            raise CourseError(self._problems)
        exercises = tuple(Exercise(name, points) for name, (_, points) in self._graded.items())
        languages = frozenset(name for _, cell in self._cells for name in languages_of(cell))
        return Master(exercises, "\n\n".join(sources) + "\n", languages)

    def _grade_ids(self) -> Iterator[tuple[int, str]]:
        return ((number, grade_id_of(cell)) for number, cell in self._cells if grade_id_of(cell))

    def _check_ids(self, kind: str, ids: Iterator[tuple[int, str]]) -> None:
        seen: dict[str, int] = {}
        for number, name in ids:
            if name in seen:
                self._report(number, f"has the {kind} {name!r} of cell {seen[name]}")
            seen.setdefault(name, number)

    def _check_tags(self, number: int, cell: Cell) -> None:
        for tag in tags_of(cell):
            if tag.lower().startswith("lang") and not LANGUAGE_TAG.fullmatch(tag):
                self._report(number, f"the tag {tag!r} names no language; write lang:en or lang:ko")
        if REFERENCE_TAG in tags_of(cell) and cell["cell_type"] != "code":
            self._report(number, "only code cells can be tagged 'reference'")
        if languages_of(cell) and "nbgrader" in cell["metadata"]:
            self._report(number, "a cell that nbgrader knows goes out in every language")

    def _read_metadata(self, number: int, cell: Cell) -> bool:
        """Whether the cell is an exercise's solution; graded cells are noted on the way."""
        meta = cell["metadata"].get("nbgrader")
        if meta is None:
            if BEGIN_SOLUTION in cell["source"] or END_SOLUTION in cell["source"]:
                self._report(number, "has a solution region, but is no nbgrader solution cell")
            return False
        if meta.get("schema_version") != SCHEMA_VERSION:
            version = meta.get("schema_version")
            self._report(number, f"nbgrader schema {version!r}; only {SCHEMA_VERSION} is read")
        grade, solution = meta.get("grade") is True, meta.get("solution") is True
        if grade and solution:
            self._report(number, "is graded by hand, which hidden graders cannot do")
        elif grade:
            self._note_graded(number, cell, meta)
        elif solution:
            self._note_solution(number, cell)
        return solution

    def _note_graded(self, number: int, cell: Cell, meta: dict[str, Any]) -> None:
        name, points = grade_id_of(cell), meta.get("points")
        if cell["cell_type"] != "code" or not name.isidentifier():
            self._report(number, f"the graded cell {name!r} must be code, named by its function")
        if isinstance(points, bool) or not isinstance(points, int | float) or not points > 0:
            self._report(number, f"the graded cell {name!r} needs points above zero")
            points = 0
        self._graded.setdefault(name, (number, float(points)))

    def _note_solution(self, number: int, cell: Cell) -> None:
        name = grade_id_of(cell)
        if cell["cell_type"] != "code" or not name.endswith(SOLUTION_SUFFIX):
            self._report(
                number,
                f"the solution cell {name!r} must be code, named <exercise>{SOLUTION_SUFFIX}",
            )
            return
        self._solutions.setdefault(name.removesuffix(SOLUTION_SUFFIX), number)
        lines = [line.strip() for line in cell["source"].split("\n")]
        begins, ends = lines.count(BEGIN_SOLUTION), lines.count(END_SOLUTION)
        if begins == 0 or begins != ends:
            self._report(number, f"needs '{BEGIN_SOLUTION}' and '{END_SOLUTION}' around the answer")

    def _check_python(self, number: int, cell: Cell, solution: bool) -> None:
        try:
            functions = defined_functions(parse_python(cell["source"]))
        except (SyntaxError, ValueError) as error:
            self._report(number, f"is not Python: {error}")
            return
        name = grade_id_of(cell).removesuffix(SOLUTION_SUFFIX)
        if solution and name not in functions:
            self._report(number, f"must define the function {name!r}")

    def _match(self) -> None:
        for name, (number, _) in self._graded.items():
            if name not in self._solutions:
                self._report(number, f"there is no solution cell '{name}{SOLUTION_SUFFIX}'")
            elif self._solutions[name] > number:
                self._report(number, f"comes before its solution cell {self._solutions[name]}")
        for name, number in self._solutions.items():
            if name not in self._graded:
                self._report(number, f"there is no graded cell {name!r} for it")
        if not self._graded:
            self._problems.append(Problem(self._path, "has no graded cell, so no exercise"))

    def _report(self, number: int, message: str) -> None:
        self._problems.append(Problem(self._path, f"cell {number}: {message}"))
