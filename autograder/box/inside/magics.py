"""IPython's own syntax, which is no Python: left out, and the student is told which lines.

What IPython forgives is forgiven here too: a function that ran for its author is graded.
"""

from __future__ import annotations

import re
from types import CodeType

FUTURE = annotations.compiler_flag
"""Of the one import from `__future__` that still changes anything."""
_LATE = "from __future__ imports must occur at the beginning of the file"
_RUNS_ITS_CELL = re.compile(r"\s*%%(time|timeit|capture|prun|python3?)\b")
_CELL_MAGIC = re.compile(r"\s*%%\w")
_LINE_MAGIC = re.compile(r"(\s*)([%!?]|[\w.\[\], ()]+=\s*[%!]).*|(\s*).*\w\?{1,2}\s*$")
_PROMPT = re.compile(r"(>>>|\.\.\.)( |$)|In \[\d+\]: | *\.{3,}: ?")


def compile_cell(source: str, file_name: str, flags: int = 0) -> tuple[CodeType | None, list[str]]:
    """The cell's code, None if it is no Python at all, and the lines that were left out.

    Lines keep their numbers. A line that starts with a % in valid Python is never touched: only
    what the compiler stumbles over is looked at. `flags` are those of earlier cells' imports from
    `__future__`. Raises SyntaxError (or ValueError for NUL bytes).
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
            code = compile("\n".join(lines), file_name, "exec", flags, dont_inherit=True)
            return code, skipped
        except SyntaxError as error:
            index = (error.lineno or 0) - 1
            if error.msg == _LATE:  # for IPython each statement begins a file
                lines[index], flags = "", flags | FUTURE
                continue
            magic = _LINE_MAGIC.fullmatch(lines[index]) if 0 <= index < len(lines) else None
            if magic is None or not lines[index].strip():
                pasted, lines = lines, _without_prompts(lines)
                if lines == pasted:
                    raise
                continue
            skipped.append(lines[index].strip())
            _leave_out(lines, index, f"{magic[1] or magic[3] or ''}pass")


def _leave_out(lines: list[str], index: int, instead: str) -> None:
    """A line, and those that it goes on in."""
    goes_on = lines[index].endswith("\\")
    lines[index] = instead
    while goes_on and index + 1 < len(lines):
        index += 1
        goes_on = lines[index].endswith("\\")
        lines[index] = ""


def _without_prompts(lines: list[str]) -> list[str]:
    """Pasted code without what stood before its first line: its indent, or an interpreter's prompt.

    The two are taken off one after the other, by two calls.
    """
    first = next((line for line in lines if line.strip()), "")
    if _PROMPT.match(first):
        return [line[found.end() :] if (found := _PROMPT.match(line)) else line for line in lines]
    indent = first[: len(first) - len(first.lstrip())]
    return [line.removeprefix(indent) for line in lines]
