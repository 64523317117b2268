"""The characters that people type, folded to the few that the parsers know.

Keyboards and word processors give full-width brackets, four kinds of bar, seven of minus and
subscripts of their own. Each folds to ASCII or to one sign; every character keeps its place in what
was typed, so that an error can point at it.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

_SAME = {
    "|": "∣│ǀ❘❙⎮￨¦｜ㅣ",
    "-": "−–—‐‑‒﹣",
    "*": "×⋅·∙•∗⁎ㆍ・✕✖⨯⊙",
    "/": "÷⁄∕",
    "'": "′’‘ʹʼ´",
    "''": '″”“"',
    "…": "⋯‥⋮",
    "∑": "Σ⅀Ʃ",
    "∏": "Π",
    ",": "、﹐",
    " ": "\u00a0\u3000\u2009\u200a\u202f\t\r\n",
    "": "\u200b\u200c\u200d\u2060\ufeff\u2061\u2062\u200e\u200f\u00ad",
    "¬": "￢",
    "∩": "∧⋂",
    "∪": "∨⋃",
    "≤": "⩽≦",
    "≥": "⩾≧",
    "∈": "∊",
    "ε": "ϵ",
    "θ": "ϑ",
    "φ": "ϕ",
    "[": "「『【〔",
    "]": "」』】〕",
}
_FOLDED = {char: to for to, chars in _SAME.items() for char in chars}
_LONGEST_FOLD = 4
"""Some single characters decompose into a sentence."""


class Character(NamedTuple):
    """One folded character and where it came from."""

    text: str
    place: int


def fold(typed: str) -> list[Character]:
    """What was typed, in folded characters; raised and lowered ones become `^{…}` and `_{…}`."""
    folded: list[Character] = []
    level = ""
    for place, char in enumerate(typed):
        tag, _, _ = unicodedata.decomposition(char).partition(" ")
        now = {"<sub>": "_", "<super>": "^"}.get(tag, "")
        if now != level:
            folded += [Character("}", place)] if level else []
            folded += [Character(now, place), Character("{", place)] if now else []
            level = now
        folded += [Character(part, place) for part in _fold(char, tag)]
    if level:
        folded.append(Character("}", len(typed)))
    return folded


def _fold(char: str, tag: str) -> str:
    if char in _FOLDED:
        return _FOLDED[char]
    plain = unicodedata.normalize("NFKC", char)
    if len(plain) > _LONGEST_FOLD:
        return char
    plain = "".join(_FOLDED.get(part, part) for part in plain)
    return f"({plain})" if tag == "<fraction>" else plain
