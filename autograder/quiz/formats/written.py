"""A plain bank -> the text of quizzes/<id>.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from autograder.errors import CourseError, Problem
from autograder.quiz.formats.bank import Bank, Entry, Note, RefusedError
from autograder.quiz.formats.markup import LEFT_OUT, from_markdown
from autograder.quiz.formats.typed_answers import (
    FULL,
    kept,
    number_keys,
    plain_number,
    short_text_keys,
)

_WORD = re.compile(r"[A-Za-z][A-Za-z -]*[A-Za-z]|[A-Za-z][A-Za-z0-9_-]*(?::[A-Za-z0-9_-]+)?")


@dataclass(frozen=True)
class Written:
    """A bank as the YAML of a quiz."""

    text: str
    notes: tuple[Note, ...]
    """What had to change."""
    lines: tuple[int, ...]
    """Where each of its questions stood in the bank's file."""


def write_quiz(bank: Bank, quiz_id: str, path: Path, *, skip: bool = False) -> Written:
    """The quiz of a bank that was read from `path`.

    Raises CourseError with the lines of the questions that cannot be one of ours; with
    `skip` they are left out and noted.
    """
    notes = list(bank.notes)
    problems: list[Problem] = []
    taken: set[str] = set()
    questions: list[dict[str, Any]] = []
    lines: list[int] = []
    for entry in bank.entries:
        try:
            questions.append(_question(entry, _id(entry.name, taken), notes))
            lines.append(entry.line)
        except RefusedError as error:
            message = f"{entry.name[:60]!r} cannot be imported: {error}"
            notes.append(Note(f"line {error.line}", message))
            problems.append(Problem(path, message, line=error.line))
    if problems and not (skip and questions):
        raise CourseError(problems)
    if not questions:
        raise CourseError([Problem(path, "there is no question in it that can be imported")])
    data = {
        "id": quiz_id,
        "version": "1",
        "title": from_markdown(bank.title) or quiz_id,
        "questions": questions,
    }
    text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    head = "# yaml-language-server: $schema=../docs/quizzes.schema.json\n"
    return Written(head + text, tuple(notes), tuple(lines))


class _Dumper(yaml.SafeDumper):
    """Quotes whatever YAML 1.2 could take for something else than text; no anchors."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _string(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    plain = _WORD.fullmatch(text) is not None and text.lower() not in ("true", "false", "null")
    style = "|" if "\n" in text else None if plain else "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _string)


def _id(name: str, taken: set[str]) -> str:
    """An id like the name that no other question has."""
    stem = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:34]
    stem = stem if stem[:1].isalpha() else f"q-{stem}".rstrip("-")
    found, number = stem, 1
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    taken.add(found)
    return found


def _question(entry: Entry, name: str, notes: list[Note]) -> dict[str, Any]:
    say: list[Note] = []
    own = _OWN[entry.kind](entry, name, say)
    notes += say
    if any(LEFT_OUT.search(text) for text in entry.texts()):
        what = "images and films are left out; the text says where, in [brackets]"
        notes.append(Note(name, what))
    question = {
        "id": name,
        "type": own.pop("type", entry.kind),
        "prompt": entry.prompt,
        **own,
        "points": None if entry.points == 1 else plain_number(round(entry.points, 6)),
        "explanation": entry.explanation,
        "hints": [kept({"text": text, "cost": round(cost, 6)}) for text, cost in entry.hints],
        "tags": list(entry.tags),
    }
    return kept(question)


def _choices(entry: Entry, name: str, say: list[Note]) -> dict[str, Any]:
    right = [option.share >= FULL for option in entry.options]
    if right.count(True) != 1:
        raise RefusedError(f"{right.count(True)} of its choices are worth full marks", entry.line)
    if any(option.share < 0 for option in entry.options):
        say.append(Note(name, "a choice that took marks away is worth nothing"))
    return _listed(entry, right, with_credit=True)


def _listed(entry: Entry, right: list[bool], *, with_credit: bool) -> dict[str, Any]:
    if len(entry.options) < 2 or not all(option.text for option in entry.options):
        raise RefusedError("it needs two choices or more, and none empty", entry.line)
    choices = []
    for number, (option, is_right) in enumerate(zip(entry.options, right, strict=True), 1):
        worth = round(max(option.share, 0), 6) if with_credit and not is_right else 0
        choices.append(
            {
                "id": f"c{number}",
                "text": option.text,
                **({"right": True} if is_right else {}),
                **kept({"feedback": option.feedback, "credit": worth or None}),
            }
        )
    return {"choices": choices, **({} if entry.shuffle else {"shuffle": False})}


def _multiple(entry: Entry, name: str, say: list[Note]) -> dict[str, Any]:
    right = [option.share > 0 for option in entry.options]
    count = right.count(True)
    if not count:
        raise RefusedError("none of its choices is right", entry.line)
    if any(abs(abs(option.share) - 1 / count) > 1e-4 for option in entry.options):
        say.append(Note(name, "its own fractions become the rule net-correct"))
    return {**_listed(entry, right, with_credit=False), "rule": "net-correct"}


def _matching(entry: Entry, name: str, say: list[Note]) -> dict[str, Any]:  # noqa: ARG001
    rights = list(dict.fromkeys(right for _, right in entry.pairs))
    left = [(left, right) for left, right in entry.pairs if left]
    if len(left) < 2 or len(rights) < 2 or not all(rights):
        raise RefusedError("it needs two pairs or more, with two partners", entry.line)
    names = {right: f"r{number}" for number, right in enumerate(rights, 1)}
    return {
        "left": [
            {"id": f"l{number}", "text": text, "match": names[right]}
            for number, (text, right) in enumerate(left, 1)
        ],
        "right": [{"id": names[right], "text": right} for right in rights],
        **({} if entry.shuffle else {"shuffle": False}),
    }


def _cloze(entry: Entry, name: str, say: list[Note]) -> dict[str, Any]:
    blanks = {}
    for blank in entry.blanks:
        own = _OWN[blank.entry.kind](blank.entry, f"{name} {blank.name}", say)
        weight = None if blank.weight == 1 else plain_number(blank.weight)
        kind = own.pop("type", blank.entry.kind)
        blanks[blank.name] = kept({"type": kind, **own, "weight": weight})
    return {"type": "fill_in", "blanks": blanks}


def _essay(entry: Entry, name: str, say: list[Note]) -> dict[str, Any]:  # noqa: ARG001
    raise RefusedError("an essay is marked by hand", entry.line)


_OWN = {
    "single": _choices,
    "multiple": _multiple,
    "number": number_keys,
    "short_text": short_text_keys,
    "matching": _matching,
    "essay": _essay,
    "cloze": _cloze,
}
