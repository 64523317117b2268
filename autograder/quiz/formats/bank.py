"""A bank of questions as other systems know them: one language, no parameters, few types.

Every text is Markdown with `$…$`. A share is a part of the points, from 0 to 1.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Literal, NoReturn

from autograder.errors import CourseError, Problem

Kind = Literal["single", "multiple", "short_text", "number", "matching", "essay", "cloze"]
MAX_BYTES = 10_000_000
"""Of a file; Moodle keeps images inside."""

# What Moodle takes as a part of the marks, in percent; other values stop its import.
_GRADES = (100, 90, 250 / 3, 80, 75, 70, 200 / 3, 60, 50, 40, 100 / 3, 30, 25, 20, 50 / 3,
           100 / 7, 12.5, 100 / 9, 10, 5, 0)  # fmt: skip


@dataclass(frozen=True)
class Option:
    """A choice, an accepted or a known wrong text or number, and what is said to it."""

    text: str
    share: float
    """In a multiple choice what it adds, or takes when it is negative."""
    feedback: str = ""
    tolerance: float = 0.0
    """How far a number may be off, in absolute terms."""


@dataclass(frozen=True)
class Blank:
    """One blank of a cloze, whose prompt shows it as `[[name]]`."""

    name: str
    weight: float
    entry: Entry
    """What is asked for; without a prompt of its own."""


@dataclass(frozen=True)
class Entry:
    """One question."""

    name: str
    kind: Kind
    prompt: str
    points: float = 1.0
    options: tuple[Option, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    """Left and right of a matching question; an empty left is a partner that nobody has."""
    blanks: tuple[Blank, ...] = ()
    shuffle: bool = True
    explanation: str = ""
    hints: tuple[tuple[str, float], ...] = ()
    """Each with its cost as a share."""
    tags: tuple[str, ...] = ()
    marking: str = ""
    """For whoever marks an essay: the key and the known wrong answers. No student may see it."""
    line: int = 0

    def texts(self) -> Iterator[str]:
        """Everything that is Markdown."""
        yield self.prompt
        yield self.explanation
        for option in self.options:
            if self.kind in ("single", "multiple"):
                yield option.text
            yield option.feedback
        for pair in self.pairs:
            yield from pair
        for blank in self.blanks:
            yield from blank.entry.texts()
        yield from (hint for hint, _ in self.hints)


@dataclass(frozen=True)
class Note:
    """Something that could not be carried, or had to change."""

    where: str
    """The question, or `line 12`; nothing if it concerns all."""
    what: str


@dataclass(frozen=True)
class Bank:
    """Questions, and what could not be carried."""

    title: str
    entries: tuple[Entry, ...]
    notes: tuple[Note, ...] = ()
    id: str = "quiz"
    """The quiz that it is from."""
    images: Mapping[str, bytes] = field(default_factory=dict)
    """The files that its texts show, by their paths as the texts have them."""


def sentences(notes: Iterable[Note], questions: Iterable[str] = ()) -> tuple[str, ...]:
    """The notes for a person: what is the same of several, or of all, questions is said once."""
    everything = set(questions)
    found: dict[str, list[str]] = {}
    for note in notes:
        found.setdefault(note.what, [])
        if note.where and note.where not in found[note.what]:
            found[note.what].append(note.where)
    lines = []
    for what, where in found.items():
        of_all = len(everything) > 1 and everything <= set(where)
        names = "every question" if of_all else ", ".join(where)
        lines.append(f"{names}: {what}" if names else what)
    return tuple(lines)


class RefusedError(Exception):
    """One question cannot be imported; `line` counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        self.line = line
        super().__init__(message)


def category(title: str) -> str:
    """Where Moodle keeps the questions of a bank; a slash in a name is written twice."""
    return "$course$/" + " ".join(title.replace("/", "//").split())


def category_name(path: str) -> str:
    """The name of the innermost category."""
    name = re.split(r"(?<!/)/(?!/)", path.strip())[-1].replace("//", "/")
    return "" if name.strip() == "$course$" else " ".join(name.split())


def refuse_file(path: Path, message: str, line: int | None = None) -> NoReturn:
    """Raise CourseError for a file that cannot be read at all."""
    raise CourseError([Problem(path, message, line=line)])


def decoded(data: bytes, path: Path) -> str:
    """The text of a file; raises CourseError if it is too large or not UTF-8."""
    if len(data) > MAX_BYTES:
        refuse_file(path, f"is larger than {MAX_BYTES:,} bytes")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        refuse_file(path, "is not UTF-8 text; save it as UTF-8", line)


def grade(share: float) -> float:
    """The nearest share that Moodle knows."""
    sign = -1 if share < 0 else 1
    return sign * min(_GRADES, key=lambda percent: abs(percent / 100 - abs(share))) / 100


def with_grades(entry: Entry) -> tuple[Entry, Iterator[Note]]:
    """The entry with shares that Moodle knows, and a note for each that had to change."""
    options = tuple(replace(option, share=grade(option.share)) for option in entry.options)
    changed = (
        Note(
            entry.name, f"a share of {old.share:.4g} becomes {new.share:.4g}, the nearest there is"
        )
        for old, new in zip(entry.options, options, strict=True)
        if abs(old.share - new.share) > 1e-6
    )
    return replace(entry, options=options), changed


def percent(share: float) -> str:
    """A share as both formats write it: 33.33333."""
    return f"{100 * share:.5f}".rstrip("0").rstrip(".")


def number(text: str, line: int, what: str) -> float:
    """A finite number of a file; raises RefusedError."""
    try:
        value = float(text.strip() or "0")
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise RefusedError(f"{what} is no number: {text.strip()[:40]!r}", line)
    return value


def share(text: str, line: int) -> float:
    """The share that a percentage means: 33.33333 is a third."""
    value = number(text, line, "the fraction") / 100
    near = float(Fraction(value).limit_denominator(20))
    return near if abs(near - value) < 1e-6 else value
