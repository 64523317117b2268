"""A question with several blanks as several questions, for systems that know no such question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from autograder.quiz.formats.bank import Entry, Note
from autograder.quiz.questions.fill_in import BLANK


def without_blanks(entries: Iterable[Entry], notes: list[Note]) -> Iterator[Entry]:
    """Each cloze as one question for each of its blanks, with a note."""
    for entry in entries:
        if entry.kind == "cloze":
            notes.append(Note(entry.name, "becomes one question for each blank, by their weights"))
            yield from split(entry)
        else:
            yield entry


def split(entry: Entry) -> Iterator[Entry]:
    """One question for each blank; each shows the others as lines."""
    total = sum(blank.weight for blank in entry.blanks)
    for blank in entry.blanks:
        pieces = BLANK.split(entry.prompt)
        pieces[1::2] = [r"\[ ? \]" if name == blank.name else r"\_\_\_\_" for name in pieces[1::2]]
        yield replace(
            blank.entry,
            prompt="".join(pieces),
            points=round(entry.points * blank.weight / total, 6),
            explanation=entry.explanation,
            hints=entry.hints,
            tags=entry.tags,
        )
