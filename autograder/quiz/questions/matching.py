"""Matching: each item on the left is given one on the right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from autograder.course.checked import LocalText, Strict, suggestion
from autograder.quiz.fields import MAX_LIST, ItemId, ItemPart, KnownWrongPart
from autograder.quiz.model import Answer, Item, ItemList, Question, Variant, Verdict
from autograder.quiz.questions.ambiguity import equivalent_items, same_texts
from autograder.quiz.questions.answers import as_id, as_mapping
from autograder.quiz.questions.kind import (
    QuestionType,
    Reading,
    UnreadableError,
    items_of,
    unique_ids,
)
from autograder.quiz.questions.known import written_answer
from autograder.text import Text

_Pairs = Mapping[str, str]


class LeftPart(ItemPart):
    match: ItemId
    feedback: LocalText | None = None


class MatchingPart(Strict):
    left: Annotated[list[LeftPart], Field(min_length=2, max_length=MAX_LIST)]
    right: Annotated[list[ItemPart], Field(min_length=2, max_length=MAX_LIST)]
    rule: Literal["each-answer", "all-or-nothing"] = "each-answer"
    shuffle: bool = True


@dataclass(frozen=True)
class _Matching:
    left: tuple[Item, ...]
    right: ItemList
    pairs: _Pairs
    feedback: Mapping[str, Text]
    """Left id -> what is said if it has a wrong partner."""
    by_pair: bool

    @property
    def right_ids(self) -> tuple[str, ...]:
        return tuple(item.id for item in self.right.items)


class Matching(QuestionType):
    name = "matching"
    part = MatchingPart

    def read(self, part: MatchingPart, reading: Reading) -> _Matching:
        unique_ids(part.left, reading.place.at("left"))
        unique_ids(part.right, reading.place.at("right"))
        known = [item.id for item in part.right]
        for index, item in enumerate(part.left):
            if item.match not in known:
                reading.place.at("left", index, "match").error(
                    f"{item.match!r} is not on the right" + suggestion(item.match, known)
                )
        return _Matching(
            left=items_of(part.left),
            right=ItemList(items_of(part.right), part.shuffle),
            pairs={item.id: item.match for item in part.left},
            feedback={item.id: item.feedback for item in part.left if item.feedback is not None},
            by_pair=part.rule == "each-answer",
        )

    def lists(self, payload: _Matching) -> Mapping[str, ItemList]:
        return {"left": ItemList(payload.left, shuffled=False), "right": payload.right}

    def read_known(self, known: KnownWrongPart, payload: _Matching, reading: Reading) -> _Pairs:
        answer = written_answer(known, reading)
        try:
            return {} if answer is None else _pairs(answer, payload)
        except UnreadableError as error:
            reading.place.at("answer").error(str(error))
            return {}

    def judge(self, question: Question, variant: Variant, answer: Answer) -> Verdict:
        payload: _Matching = question.payload
        given = _pairs(answer, payload)
        wrong = [left for left, right in payload.pairs.items() if given.get(left) != right]
        share = 1 - len(wrong) / len(payload.pairs) if payload.by_pair else float(not wrong)
        feedback = [payload.feedback[left] for left in wrong if left in payload.feedback]
        return Verdict(share, correct=not wrong, feedback=tuple(feedback))

    def fits(self, question: Question, variant: Variant, answer: Answer, known: _Pairs) -> bool:
        given = _pairs(answer, question.payload)
        return all(given.get(left) == right for left, right in known.items())

    def key(self, question: Question, variant: Variant) -> Answer:
        return dict(question.payload.pairs)

    def wrong(self, question: Question, variant: Variant) -> Iterable[Answer]:
        payload: _Matching = question.payload
        for left, right in payload.pairs.items():
            other = next(name for name in payload.right_ids if name != right)
            yield {**payload.pairs, left: other}

    def known_answer(self, question: Question, variant: Variant, known: _Pairs) -> Answer:
        return {**question.payload.pairs, **known}

    def ambiguities(self, question: Question, variant: Variant) -> Iterable[str]:
        payload: _Matching = question.payload
        yield from same_texts(payload.left, variant)
        yield from equivalent_items(payload.right.items, variant)


def _pairs(answer: Answer, payload: _Matching) -> dict[str, str]:
    given = as_mapping(answer, payload.pairs)
    return {
        left: as_id(right, payload.right_ids)
        for left, right in given.items()
        if right is not None and right != ""
    }
