"""Text that others wrote, made harmless to look at: no control, bidi or surrogate characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

LONGEST = 10_000
"""Characters kept of one text; a page is for reading."""

_JOINERS = frozenset("\u200c\u200d")
_KEPT = frozenset("\n\t") | _JOINERS
_MOST_MARKS = 4
"""On one letter, in any language that is written. Hundreds are drawn over the lines above."""
_REPLACED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def printable(text: str, longest: int = LONGEST) -> str:
    """`text` with every invisible or reordering character shown as its escape, such as \\u202e, and
    so are accents piled on one letter.

    It says nothing about markup: whoever puts the text into a page still escapes it.
    """
    text = text.replace("\r\n", "\n")
    if len(text) > longest:
        text = text[: longest - 1] + "…"
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text, _marks(text)))


def one_line(text: str) -> str:
    """`text` made printable and fit for a table cell or a title."""
    return " ".join(printable(text, longest=200).split())


def number(value: float) -> str:
    """Points and the like: two decimals at most, none where none are needed."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def _marks(text: str) -> Iterator[int]:
    """For each character, how many accents its letter has so far."""
    count = 0
    for character in text:
        if unicodedata.category(character).startswith("M"):
            count += 1
        elif character not in _JOINERS:
            count = 0
        yield count


def _shown(character: str, marks: int) -> str:
    hidden = unicodedata.category(character) in _REPLACED or marks > _MOST_MARKS
    if character in _KEPT or not hidden:
        return character
    code = ord(character)
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}"
        if code < 0x10000
        else f"\\U{code:08x}"
    )
