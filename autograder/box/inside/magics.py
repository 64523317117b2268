"""IPython's own syntax, which is no Python: left out, and the student is told which lines."""

from __future__ import annotations

import re
from types import CodeType

_RUNS_ITS_CELL = re.compile(r"\s*%%(time|timeit|capture|prun|python3?)\b")
_CELL_MAGIC = re.compile(r"\s*%%\w")
_LINE_MAGIC = re.compile(r"(\s*)([%!?]|[\w.\[\], ()]+=\s*[%!]).*|(\s*).*\w\?{1,2}\s*$")


def compile_cell(source: str, file_name: str) -> tuple[CodeType | None, list[str]]:
    """The cell's code, None if it is no Python at all, and the lines that were left out.

    Lines keep their numbers. A line that starts with a % in valid Python is never touched: only
    what the compiler stumbles over is looked at. Raises SyntaxError (or ValueError for NUL bytes).
    """
    lines = source.split("\n")
    skipped: list[str] = []
    first = next((index for index, line in enumerate(lines) if line.strip()), None)
    if first is not None and _CELL_MAGIC.match(lines[first]):
        skipped.append(lines[first].strip())
        if not _RUNS_ITS_CELL.match(lines[first]):
            return None, skipped
        lines[first] = ""
    while True:
        try:
            return compile("\n".join(lines), file_name, "exec", dont_inherit=True), skipped
        except SyntaxError as error:
            index = (error.lineno or 0) - 1
            magic = _LINE_MAGIC.fullmatch(lines[index]) if 0 <= index < len(lines) else None
            if magic is None or not lines[index].strip():
                raise
            skipped.append(lines[index].strip())
            lines[index] = f"{magic[1] or magic[3] or ''}pass"
