"""Strict YAML: text -> plain values with the place of each, and every fault with its line.

What a teacher writes means what it looks like: scalars are those of YAML 1.2's core schema (`no`
and `12:30` are text, `1e-6` is a number); a key given twice, an alias, a merge, a tag and a control
character are faults, and so is whatever would take long to read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from autograder.course.yaml_advice import advice, lost_command
from autograder.course.yaml_scalar import Scalar, ScalarError, resolve
from autograder.errors import CourseError, Problem

MAX_CHARACTERS = 1_000_000
MAX_VALUES = 60_000
"""Keys, texts, numbers, lists and mappings of one file: what time and memory depend on."""
MAX_PROBLEMS = 200
"""More help nobody, and each costs time: reading ends there."""
MAX_DEPTH = 20
MAX_EXCERPT = 160

_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
# One blank before the # reads as part of the text; two are the custom for a comment.
_SWALLOWED = re.compile(r" #[^\n]*")
# The parser in C is twenty times as fast where PyYAML has it.
_FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# It reads tabs and `|#`, which the one in Python refuses; see also _check_exact.
_GENEROUS = re.compile(r"\t|[|>][-+0-9]*#")

Plain = Scalar | list["Plain"] | dict[str, "Plain"]


@dataclass(frozen=True)
class Mark:
    """A place in the text; both count from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Node:
    """A value, where it stands, and for a mapping where its keys stand."""

    value: Scalar | list[Node] | dict[str, Node]
    mark: Mark
    written: str = ""
    """A scalar as it was written, before it became a number or a truth value."""
    keys: dict[str, Mark] = field(default_factory=dict)

    def plain(self) -> Plain:
        """The value without the marks."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


class TooManyFaultsError(Exception):
    """A document has MAX_PROBLEMS problems. They are kept; nothing of the rest is read."""


class Document:
    """One YAML text, read once. `problems` and `warnings` hold all that was found on the way.

    `first_line` is the line of `path` that the text's first line is, for texts inside other files.
    """

    def __init__(self, text: str, path: Path, first_line: int = 1) -> None:
        self.path = path
        self.first_line = first_line
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self._text = text.removeprefix("\ufeff").replace("\r\n", "\n")
        self._lines = self._text.split("\n")
        self.root = self._read()

    @classmethod
    def open(cls, path: Path) -> Document:
        """Read a file; raises CourseError if it cannot be read as UTF-8 text."""
        return cls(read_text(path), path)

    def add(self, problem: Problem) -> None:
        """Keep a fault; raises TooManyFaultsError with the last one that is kept."""
        self.problems.append(problem)
        if len(self.problems) == MAX_PROBLEMS - 1:
            more = "there are more faults than can be listed; mend those before this one first"
            self.problems.append(Problem(self.path, more, problem.line, problem.column))
            raise TooManyFaultsError

    def problem(self, mark: Mark, message: str) -> Problem:
        """A fault at `mark`, with the line it stands in."""
        line = self._lines[mark.line - 1] if mark.line <= len(self._lines) else ""
        start = line[:MAX_EXCERPT]
        shown = "".join(" " if unicodedata.category(c) in _UNSEEN else c for c in start)
        fits = mark.column <= MAX_EXCERPT
        return Problem(
            path=self.path,
            message=message,
            line=mark.line + self.first_line - 1,
            column=mark.column,
            excerpt=shown.rstrip() if fits else None,
        )

    def inside(self, node: Node, position: int) -> Mark:
        """The place of a character of a text that stands in one line; else where it begins."""
        line = self._lines[node.mark.line - 1] if node.mark.line <= len(self._lines) else ""
        start = node.mark.column - 1
        start += line[start : start + 1] in ("'", '"')
        if position and line.startswith(node.written[: position + 1], start):
            return Mark(node.mark.line, start + position + 1)
        return node.mark

    def _read(self) -> Node | None:
        if len(self._text) > MAX_CHARACTERS:
            self._report(Mark(1, 1), f"the file is too long: more than {MAX_CHARACTERS} characters")
            return None
        try:
            return self._composed() if self._all_printable() else None
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = Mark(1, 1) if mark is None else Mark(mark.line + 1, mark.column + 1)
            self._report(place, advice(str(error.problem or error.context)))
        except _BoundError as error:
            self._report(error.mark, str(error))
        except TooManyFaultsError:
            pass
        return None

    def _composed(self) -> Node | None:
        """By the fast parser; by the exact one if that finds a fault or may be too generous.

        So a file means the same, and has the same faults, whether there is a fast one or not.
        """
        if not _GENEROUS.search(self._text):
            try:
                events = yaml.parse(self._text, Loader=_FAST)
                root = _Composer(self, self._text, events).document()
                if not self.problems:
                    return root
            except _BoundError:
                if not self.problems:
                    raise
            except (yaml.YAMLError, TooManyFaultsError, _DoubtfulError):
                pass
            self.problems.clear()
            self.warnings.clear()
        events = yaml.parse(self._text, Loader=yaml.SafeLoader)
        return _Composer(self, self._text, events, exact=True).document()

    def _all_printable(self) -> bool:
        found = False
        for number, line in enumerate(self._lines, start=1):
            if line.isprintable():
                continue
            column = next((i for i, c in enumerate(line, 1) if c != "\t" and is_control(c)), None)
            if column is not None:
                name = f"U+{ord(line[column - 1]):04X}"
                message = f"invisible control character {name}; delete it and type the line again"
                self._report(Mark(number, column), message)
                found = True
        return not found

    def _report(self, mark: Mark, message: str) -> None:
        self.add(self.problem(mark, message))


class _BoundError(Exception):
    """The document is deeper or larger than what is read."""

    def __init__(self, mark: Mark, message: str) -> None:
        self.mark = mark
        super().__init__(message)


class _DoubtfulError(Exception):
    """The two parsers may disagree here."""


class _Composer:
    """Makes nodes of PyYAML's events; its own composer would resolve aliases and merges."""

    def __init__(
        self, document: Document, text: str, events: Iterator[yaml.Event], *, exact: bool = False
    ) -> None:
        self._document = document
        self._text = text
        self._events = events
        self._exact = exact
        self._left = MAX_VALUES
        self._brackets = 0
        """How many collections in brackets or braces are open."""

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                self._report(_mark(event), "a second document begins here; keep one a file")
                break
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, depth=1)
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        mark = _mark(event)
        if depth > MAX_DEPTH:
            raise _BoundError(mark, f"nested more than {MAX_DEPTH} levels deep")
        self._count(mark)
        if isinstance(event, yaml.AliasEvent):
            self._report(mark, f"aliases are not read; write the value of *{event.anchor} out")
            return Node(None, mark)
        self._check_properties(mark, event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        in_brackets = bool(getattr(event, "flow_style", False))
        self._brackets += in_brackets
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        node = self._mapping(mark, depth) if is_mapping else self._sequence(mark, depth)
        self._brackets -= in_brackets
        return node

    def _sequence(self, mark: Mark, depth: int) -> Node:
        items = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Node(items, mark)

    def _mapping(self, mark: Mark, depth: int) -> Node:
        entries: dict[str, Node] = {}
        keys: dict[str, Mark] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key_mark = _mark(event)
            key = self._key(event, depth)
            value = self._node(next(self._events), depth + 1)
            if key is None:
                continue
            if key in keys:
                first = keys[key].line + self._document.first_line - 1
                self._report(key_mark, f"the key {key!r} is given twice, first in line {first}")
                continue
            entries[key], keys[key] = value, key_mark
        return Node(entries, mark, keys=keys)

    def _count(self, mark: Mark) -> None:
        self._left -= 1
        if self._left < 0:
            message = f"the file is too long: more than {MAX_VALUES} keys and values"
            raise _BoundError(mark, message)

    def _check_properties(self, mark: Mark, event: yaml.Event) -> None:
        if getattr(event, "anchor", None) is not None:
            self._report(mark, "anchors are not read; write the value out where it is used")
        if (tag := getattr(event, "tag", None)) is not None:
            self._report(mark, f"tags such as {tag} are not read; leave it out")

    def _key(self, event: yaml.Event, depth: int) -> str | None:
        """The key as written, whatever it would be as a value; None if it cannot be one."""
        mark = _mark(event)
        self._count(mark)
        if not isinstance(event, yaml.ScalarEvent):
            self._node(event, depth + 1)
            self._report(mark, "a key must be a single word or text")
            return None
        self._check_properties(mark, event)
        if event.style == '"':
            self._check_escapes(event)
        if not event.style:
            self._check_exact(event.value)
        if not event.style and event.value == "<<":
            self._report(mark, "merges (<<) are not read; write the keys out")
            return None
        if event.value == "":
            self._report(mark, "a key is missing before the colon")
            return None
        return event.value

    def _scalar(self, event: yaml.ScalarEvent) -> Node:
        mark, written = _mark(event), event.value
        if event.style == '"':
            self._check_escapes(event)
        if event.style:
            return Node(written, mark, written)
        self._check_exact(written)
        try:
            value = resolve(written)
        except ScalarError as error:
            self._report(mark, str(error))
            return Node(written, mark, written)
        if isinstance(value, str):
            self._warn_of_comment(event)
        return Node(value, mark, written)

    def _check_exact(self, plain: str) -> None:
        """The fast parser takes a ? within brackets as part of a text; the exact one refuses it."""
        if self._brackets and "?" in plain and not self._exact:
            raise _DoubtfulError

    def _check_escapes(self, event: yaml.ScalarEvent) -> None:
        raw = self._text[_start(event).offset : _end(event).offset]
        command = lost_command(raw)
        if command is not None or any(is_control(char) for char in event.value):
            what = f"{command} was read as" if command else "here is"
            self._report(
                _mark(event),
                f"a backslash in double quotes starts an escape, and {what} a control character;"
                " use single quotes or a | block",
            )

    def _warn_of_comment(self, event: yaml.ScalarEvent) -> None:
        comment = _SWALLOWED.match(self._text, _end(event).offset)
        if comment is not None and len(self._document.warnings) < MAX_PROBLEMS:
            problem = self._document.problem(
                Mark(_end(event).line + 1, _end(event).column + 2),
                f"what follows ' #' is a comment, so the text is {event.value!r};"
                " quote it, or put two blanks before the # of a comment",
            )
            self._document.warnings.append(problem)

    def _report(self, mark: Mark, message: str) -> None:
        self._document.add(self._document.problem(mark, message))


def read_text(path: Path) -> str:
    """A text file of the course; raises CourseError if it is missing, too large or not UTF-8."""
    try:
        with path.open("rb") as file:
            data = file.read(4 * MAX_CHARACTERS + 1)
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise CourseError([Problem(path, message)]) from error
    if len(data) > 4 * MAX_CHARACTERS:
        raise CourseError([Problem(path, f"is too long: more than {MAX_CHARACTERS} characters")])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "is not UTF-8 text; save it as UTF-8"
        raise CourseError([Problem(path, message, line=line)]) from error


def is_control(char: str) -> bool:
    """Whether `char` is one that nobody types on purpose: controls, line separators, bidi marks."""
    if char == "\n":
        return False
    bidi = "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069"
    return bidi or char == "\ufeff" or unicodedata.category(char) in ("Cc", "Zl", "Zp", "Cs")


def _mark(event: yaml.Event) -> Mark:
    mark = event.start_mark
    assert mark is not None  # only events made by hand have no marks
    return Mark(mark.line + 1, mark.column + 1)


class _Place(NamedTuple):
    """A mark as PyYAML counts: from 0."""

    offset: int
    line: int
    column: int


def _start(event: yaml.Event) -> _Place:
    mark = event.start_mark
    assert mark is not None
    return _Place(mark.index, mark.line, mark.column)


def _end(event: yaml.Event) -> _Place:
    mark = event.end_mark
    assert mark is not None
    return _Place(mark.index, mark.line, mark.column)
