"""Ordering: partial credit by the longest run of neighbours that stand in the right order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field

from autograder.course.checked import Strict
from autograder.quiz.fields import MAX_LIST, ItemPart, KnownWrongPart
from autograder.quiz.model import Answer, ItemList, Question, Variant, Verdict
from autograder.quiz.questions.ambiguity import same_texts
from autograder.quiz.questions.answers import as_ids
from autograder.quiz.questions.kind import (
    QuestionType,
    Reading,
    UnreadableError,
    items_of,
    unique_ids,
)
from autograder.quiz.questions.known import read_known_ids
from autograder.text import Text


class OrderingPart(Strict):
    items: Annotated[list[ItemPart], Field(min_length=2, max_length=MAX_LIST)]
    rule: Literal["longest-run", "all-or-nothing"] = "longest-run"


@dataclass(frozen=True)
class _Ordering:
    items: ItemList
    ids: tuple[str, ...]
    by_run: bool


class Ordering(QuestionType):
    name = "ordering"
    part = OrderingPart

    def read(self, part: OrderingPart, reading: Reading) -> _Ordering:
        unique_ids(part.items, reading.place.at("items"))
        for index, item in enumerate(part.items):
            if item.pinned:
                reading.place.at("items", index, "pinned").error(
                    "a pinned item would give its place away"
                )
        return _Ordering(
            items=ItemList(items_of(part.items), shuffled=True),
            ids=tuple(item.id for item in part.items),
            by_run=part.rule == "longest-run",
        )

    def lists(self, payload: _Ordering) -> Mapping[str, ItemList]:
        return {"items": payload.items}

    def read_known(
        self, known: KnownWrongPart, payload: _Ordering, reading: Reading
    ) -> tuple[str, ...]:
        return tuple(read_known_ids(known, payload.ids, reading))

    def judge(self, question: Question, variant: Variant, answer: Answer) -> Verdict:
        payload: _Ordering = question.payload
        given = as_ids(answer, payload.ids)
        if len(given) < len(payload.ids):
            missing = ", ".join(name for name in payload.ids if name not in given)
            raise UnreadableError(
                Text.of(f"Not everything is in order yet: {missing}.", f"빠진 항목: {missing}.")
            )
        correct = tuple(given) == payload.ids
        run = longest_run(given, payload.ids)
        share = (run - 1) / (len(payload.ids) - 1) if payload.by_run else float(correct)
        return Verdict(share, correct)

    def fits(
        self, question: Question, variant: Variant, answer: Answer, known: tuple[str, ...]
    ) -> bool:
        return tuple(as_ids(answer, question.payload.ids)) == known

    def key(self, question: Question, variant: Variant) -> Answer:
        return list(question.payload.ids)

    def wrong(self, question: Question, variant: Variant) -> Iterable[Answer]:
        ids: Sequence[str] = question.payload.ids
        yield list(reversed(ids))
        for place in range(len(ids) - 1):
            yield [*ids[:place], ids[place + 1], ids[place], *ids[place + 2 :]]

    def known_answer(self, question: Question, variant: Variant, known: tuple[str, ...]) -> Answer:
        return list(known)

    def ambiguities(self, question: Question, variant: Variant) -> Iterable[str]:
        return same_texts(question.payload.items.items, variant)


def longest_run(given: Sequence[str], right: Sequence[str]) -> int:
    """The length of the longest stretch of `given` that is a stretch of `right` too.

    Both hold the same ids, each once; at least 1.
    """
    place = {name: index for index, name in enumerate(right)}
    longest = current = 1
    for before, after in pairwise(given):
        current = current + 1 if place[after] == place[before] + 1 else 1
        longest = max(longest, current)
    return longest
