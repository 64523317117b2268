"""The code cells of a notebook as students send it: nbformat 3 to 4.5, mended where that is safe.

Nothing but the sources matters here. Metadata, ids, outputs and attachments may be missing, copied
or wrong in any way.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from typing import Any

from autograder.grading import names, refusals
from autograder.text import Text

MAX_CODE_CELLS = 2_000
MAX_CHARACTERS = 8_000_000
"""Of all code together: one wide character makes Python hold four bytes for each of a cell's, and
a cell is held three times on its way to the box."""
MAX_PARSED_BYTES = 160 * 2**20
"""Of memory for what JSON makes of a notebook. Its text counts as far as one wide character makes
it larger than its bytes."""
_LONGEST_INTEGER = 4_000
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?'
_STRINGS = re.compile(_STRING, re.DOTALL)
_PIECE = re.compile(rf'(?:[^"]*+{_STRING}){{1,10000}}+|[^"]++', re.DOTALL)
_COSTS = (("{", 240), ("[", 100), (",", 90), (":", 160))
"""Bytes that Python spends, at most, on an object, a list, one more value, and a name for it: the
reader keeps a second table of all names until it has done."""
_OTHER_KINDS = (
    (b"PK\x03\x04", Text.of("a zip archive", "zip 압축 파일")),
    (b"%PDF", Text.of("a PDF", "PDF 파일")),
    (b"<", Text.of("a web page", "웹 페이지")),
    (b"version https://git-lfs", Text.of("a Git LFS pointer", "Git LFS 포인터")),
)


@dataclass(frozen=True)
class Cell:
    """A code cell; `number` counts a notebook's code cells from 1."""

    number: int
    source: str


def read_notebook(data: bytes) -> tuple[Cell, ...]:
    """The code cells in order; raises SubmissionError (unreadable) if the bytes are no notebook."""
    document = _parse(data)
    if not isinstance(document, dict):
        raise refusals.no_cells()
    version = document.get("nbformat", 4 if "cells" in document else 3)
    if isinstance(version, bool) or version not in (3, 4, "3", "4"):
        raise refusals.unknown_format(names.display(str(version)[:20]))
    cells = _cells_of(document, "input" if int(version) == 3 else "source")
    if len(cells) > MAX_CODE_CELLS:
        raise refusals.too_many_cells(MAX_CODE_CELLS)
    if sum(len(cell.source) for cell in cells) > MAX_CHARACTERS:
        raise refusals.too_much_code(MAX_CHARACTERS)
    return cells


def _parse(data: bytes) -> Any:
    stripped = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not stripped:
        raise refusals.empty()
    for magic, kind in _OTHER_KINDS:
        if stripped.startswith(magic):
            raise refusals.other_kind(kind)
    try:
        text = data.decode(json.detect_encoding(data)).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise refusals.not_utf8() from None
    # 20 MB of "[],[],[]" would take 500 MB. Most commas of a real notebook stand within its text.
    room = MAX_PARSED_BYTES - (sys.getsizeof(text) - len(text))
    if _cost(text) > room and _cost_outside_strings(text) > room:
        raise refusals.too_many_values()
    try:
        return json.loads(text, parse_int=_integer)
    except json.JSONDecodeError as error:
        raise refusals.not_json(error.lineno, error.colno) from None
    except RecursionError:
        raise refusals.too_deep() from None


def _cost(text: str) -> int:
    return sum(cost * text.count(sign) for sign, cost in _COSTS)


def _cost_outside_strings(text: str) -> int:
    # By pieces, since the text with its strings taken out is made of millions of parts.
    return sum(_cost(_STRINGS.sub("", piece[0])) for piece in _PIECE.finditer(text))


def _integer(digits: str) -> int:
    # Python refuses longer ones; no number in a notebook matters to us but its version.
    return int(digits) if len(digits) < _LONGEST_INTEGER else 0


def _cells_of(document: dict[str, Any], key: str) -> tuple[Cell, ...]:
    lists = [document.get("cells")]
    worksheets = document.get("worksheets")
    if isinstance(worksheets, list):
        lists += [sheet.get("cells") for sheet in worksheets if isinstance(sheet, dict)]
    found = [cells for cells in lists if isinstance(cells, list)]
    if not found:
        raise refusals.no_cells()
    sources = [
        _source(cell, key)
        for cells in found
        for cell in cells
        if isinstance(cell, dict) and cell.get("cell_type") == "code"
    ]
    return tuple(Cell(number, source) for number, source in enumerate(sources, start=1))


def _source(cell: dict[str, Any], key: str) -> str:
    source = cell.get(key, cell.get("source", cell.get("input", "")))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    # Half a character can be written in JSON, but no encoder takes it.
    return _LONE_SURROGATE.sub("\ufffd", source) if isinstance(source, str) else ""
