"""One submission as a file of data: a header in YAML, and cells.

\"\"\"
description: the states are shifted by one
based_on: plain                 # a file beside this one, or solutions/<id>/..., or released
habits: [colab, copied_cell loss]
status: graded                  # expected
loses: [backward_gradient]      # expected: the exercises without full marks, or `all`
\"\"\"
# %% backward_gradient          the solution cell of an exercise
# %% test loss                  its visible tests, as the student changed them
# %% after loss                 a cell of the student's own, after that exercise's tests
# %% first, # %% last           at either end of the notebook
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_MARKER = re.compile(r"^# %% (.+)\n", re.MULTILINE)


@dataclass(frozen=True)
class Script:
    """What one student sends. `cells` maps a place (see above) to the source that stands there."""

    name: str
    description: str
    based_on: str
    habits: tuple[str, ...]
    status: str
    loses: tuple[str, ...] | str
    cells: dict[str, str]


def read_script(path: Path) -> Script:
    """Parse one file; raises ValueError or KeyError where it is not as described above."""
    source = path.read_text(encoding="utf-8")
    # Not parsed as Python: a cell may hold magics.
    header: dict[str, Any] = yaml.safe_load(source.split('"""')[1])
    loses = header.get("loses", [])
    return Script(
        name=path.stem,
        description=header["description"],
        based_on=header.get("based_on", "plain"),
        habits=tuple(header.get("habits", [])),
        status=header.get("status", "graded"),
        loses=loses if isinstance(loses, str) else tuple(loses),
        cells=_marked_cells(source),
    )


def cells_of(path: Path, exercises: tuple[str, ...]) -> dict[str, str]:
    """The solution cells that a file has: by its markers, or by its functions if it has none."""
    source = path.read_text(encoding="utf-8")
    return _marked_cells(source) or _function_cells(source, exercises)


def _marked_cells(source: str) -> dict[str, str]:
    parts = _MARKER.split(source)
    return {
        place.strip(): body.strip("\n")
        for place, body in zip(parts[1::2], parts[2::2], strict=True)
    }


def _function_cells(source: str, exercises: tuple[str, ...]) -> dict[str, str]:
    """Each exercise's function, led by the imports and helpers that stand above it."""
    lines = source.splitlines()
    cells: dict[str, str] = {}
    statements = ast.parse(source).body
    start = statements[0].end_lineno or 0  # below the docstring
    for statement in statements[1:]:
        if isinstance(statement, ast.FunctionDef) and statement.name in exercises:
            cells[statement.name] = "\n".join(lines[start : statement.end_lineno]).strip("\n")
            start = statement.end_lineno or start
    rest = "\n".join(lines[start:]).strip("\n")
    if rest:
        last = list(cells)[-1]
        cells[last] += "\n\n\n" + rest
    return cells
