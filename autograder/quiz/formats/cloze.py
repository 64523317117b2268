"""Moodle's cloze: a text with `{1:NUMERICAL:=2.5:0.1#Yes~*#No}` where its blanks are.

What stands inside of the braces is escaped once more than the HTML around it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import lcm

from autograder.quiz.formats.bank import (
    Blank,
    Entry,
    Kind,
    Note,
    Option,
    RefusedError,
    number,
    percent,
    share,
)
from autograder.quiz.formats.html_text import from_html
from autograder.quiz.formats.markup import tidy, to_html
from autograder.quiz.questions.fill_in import BLANK

BLANK_KINDS = ("single", "short_text", "number")
_OPENED = re.compile(r"\{([0-9]*):([A-Z]+(?:_[A-Z]+)?):")
_END = re.compile(r"(?<!\\)\}")
_TILDE = re.compile(r"(?<!\\)~")
_HASH = re.compile(r"(?<![\\&])#")
_WORTH = re.compile(r"\s*(?:(=)|%(-?[0-9]+(?:[.,][0-9]*)?)%)")
_ESCAPE = re.compile(r"\\([}#~/\"\\])")
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"), "short_text"),
    **dict.fromkeys(("NUMERICAL", "NM"), "number"),
    **dict.fromkeys(
        ("MULTICHOICE", "MC", "MULTICHOICE_V", "MCV", "MULTICHOICE_H", "MCH", "MULTICHOICE_S",
         "MCS", "MULTICHOICE_VS", "MCVS", "MULTICHOICE_HS", "MCHS"), "single",
    ),
}  # fmt: skip
_CASE = ("SHORTANSWER_C", "SAC", "MWC")
_SPECIAL = re.compile(r"[~#{}=%\\\"]")


def read_cloze(page: str, entry: Entry, notes: list[Note]) -> Entry:
    """The entry with the prompt and the blanks of this HTML; raises RefusedError."""
    blanks: list[Blank] = []
    pieces: list[str] = []
    end = 0
    mark = "blank"
    while mark in page:
        mark += "x"
    while opened := _OPENED.search(page, end):
        closed = _END.search(page, opened.end())
        if closed is None:
            raise RefusedError(f"a blank is not closed: {opened[0]}", entry.line)
        name = f"b{len(blanks) + 1}"
        blanks.append(_read_blank(opened, page[opened.end() : closed.start()], name, entry, notes))
        pieces += [page[end : opened.start()], f"{mark}{len(blanks)}{mark}"]
        end = closed.end()
    if not blanks:
        raise RefusedError("there is no blank in it", entry.line)
    shown = from_html("".join([*pieces, page[end:]]))
    prompt = re.sub(f"{mark}([0-9]+){mark}", r"[[b\1]]", shown)
    points = sum(blank.weight for blank in blanks)
    return replace(entry, kind="cloze", prompt=prompt, points=points, blanks=tuple(blanks))


def _read_blank(
    opened: re.Match[str], body: str, name: str, entry: Entry, notes: list[Note]
) -> Blank:
    kind = _KINDS.get(opened[2])
    if kind is None:
        raise RefusedError(f"a blank of the type {opened[2]} is not known here", entry.line)
    if opened[2] in _CASE:
        notes.append(Note(entry.name, "capital letters no longer matter"))
    options = tuple(_option(part, kind, entry.line) for part in _TILDE.split(body) if part.strip())
    shuffle = "S" in opened[2].removeprefix("MULTICHOICE").removeprefix("MC")
    asked = Entry(
        f"{entry.name} {name}", kind, "", options=options, shuffle=shuffle, line=entry.line
    )
    return Blank(name, float(opened[1] or 1) or 1.0, asked)


def _option(part: str, kind: Kind, line: int) -> Option:
    worth = 0.0
    if found := _WORTH.match(part):
        worth = 1.0 if found[1] else share(found[2].replace(",", "."), line)
        part = part[found.end() :]
    words, *said = (_ESCAPE.sub(r"\1", each) for each in _HASH.split(part, maxsplit=1))
    text, tolerance = html.unescape(words), 0.0
    if kind == "number":
        text, _, margin = text.partition(":")
        tolerance = number(margin, line, "the tolerance")
    shown = from_html(text) if kind == "single" else tidy(text)
    return Option(shown, worth, from_html(html.unescape(said[0])) if said else "", tolerance)


def write_cloze(entry: Entry) -> tuple[str, tuple[Note, ...]]:
    """The HTML of a cloze whose blanks are all of BLANK_KINDS, and what it cannot carry."""
    weights = [Fraction(blank.weight).limit_denominator(20) for blank in entry.blanks]
    scale = lcm(*(weight.denominator for weight in weights))
    whole = [max(1, int(weight * scale)) for weight in weights]
    shown = {
        blank.name: _written(blank.entry, weight)
        for blank, weight in zip(entry.blanks, whole, strict=True)
    }
    pieces = BLANK.split(entry.prompt)
    # Words that Markdown leaves alone, and that no text has.
    mark = "blank"
    while mark in entry.prompt:
        mark += "x"
    pieces[1::2] = [f"{mark}{name}{mark}" for name in pieces[1::2]]
    page = re.sub(
        f"{mark}([a-z][a-z0-9_-]*?){mark}",
        lambda match: shown[match[1]],
        to_html("".join(pieces)),
    )
    return page, tuple(_notes(entry, sum(whole)))


def _notes(entry: Entry, total: int) -> Iterator[Note]:
    if entry.points != total:
        yield Note(entry.name, f"is worth {total} there, the sum of its blanks")


def _written(asked: Entry, weight: int) -> str:
    # A list that drops down shows neither formulas nor markup; buttons do.
    marked = any(re.search(r"[$*`_\\]", option.text) for option in asked.options)
    layout = "V" * marked + "S" * asked.shuffle
    choice = f"MULTICHOICE_{layout}" if layout else "MULTICHOICE"
    kind = {"short_text": "SHORTANSWER", "number": "NUMERICAL"}.get(asked.kind, choice)
    options = "~".join(_alternative(asked, option) for option in asked.options)
    return f"{{{weight}:{kind}:{options}}}"


def _alternative(asked: Entry, option: Option) -> str:
    worth = "=" if option.share == 1 else f"%{percent(option.share)}%"
    match asked.kind:
        case "number":
            text = f"{option.text}:{option.tolerance:.10g}"
        case "single":
            text = _inside(to_html(option.text))
        case _:
            # `\*` is a star and no wildcard.
            text = _inside(option.text.replace(r"\*", "\ue000")).replace("\ue000", r"\*")
    said = f"#{_inside(to_html(option.feedback))}" if option.feedback else ""
    return f"{worth}{text}{said}"


def _inside(text: str) -> str:
    """Escaped for the braces: entities are read once before the text is."""
    plain = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", plain)
