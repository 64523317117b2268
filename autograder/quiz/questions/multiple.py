"""Multiple choice: any number of the choices is right; a named rule gives partial credit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from autograder.course.checked import Strict
from autograder.quiz.fields import MAX_LIST, ChoicePart, KnownWrongPart
from autograder.quiz.model import Answer, ItemList, Question, Variant, Verdict
from autograder.quiz.questions.ambiguity import equivalent_choices
from autograder.quiz.questions.answers import as_ids
from autograder.quiz.questions.choices import Choices, read_choices
from autograder.quiz.questions.kind import QuestionType, Reading
from autograder.quiz.questions.known import read_known_ids

Rule = Literal["all-or-nothing", "net-correct", "coverage", "each-answer"]


class MultiplePart(Strict):
    choices: Annotated[list[ChoicePart], Field(min_length=2, max_length=MAX_LIST)]
    rule: Rule = "all-or-nothing"
    shuffle: bool = True


@dataclass(frozen=True)
class _Multiple:
    choices: Choices
    rule: Rule


def _all_or_nothing(hits: int, misses: int, false: int, others: int) -> float:  # noqa: ARG001
    return 0.0 if misses or false else 1.0


def _net_correct(hits: int, misses: int, false: int, others: int) -> float:  # noqa: ARG001
    return max(0, hits - false) / (hits + misses)


def _coverage(hits: int, misses: int, false: int, others: int) -> float:  # noqa: ARG001
    return hits / (hits + misses) * (hits / (hits + false)) if hits else 0.0


def _each_answer(hits: int, misses: int, false: int, others: int) -> float:
    return (hits + others) / (hits + misses + false + others) if hits + false else 0.0


SHARES: Mapping[Rule, Callable[[int, int, int, int], float]] = {
    "all-or-nothing": _all_or_nothing,
    "net-correct": _net_correct,
    "coverage": _coverage,
    "each-answer": _each_answer,
}
"""Rule -> the share from the right choices chosen and left out, the wrong ones chosen and left."""


class Multiple(QuestionType):
    name = "multiple"
    part = MultiplePart

    def read(self, part: MultiplePart, reading: Reading) -> _Multiple:
        choices = read_choices(
            part.choices, "choices", reading, shuffle=part.shuffle, one_right=False
        )
        return _Multiple(choices, part.rule)

    def lists(self, payload: _Multiple) -> Mapping[str, ItemList]:
        return {"choices": payload.choices.shown}

    def read_known(
        self, known: KnownWrongPart, payload: _Multiple, reading: Reading
    ) -> frozenset[str]:
        return frozenset(read_known_ids(known, payload.choices.ids, reading))

    def judge(self, question: Question, variant: Variant, answer: Answer) -> Verdict:
        choices: Choices = question.payload.choices
        chosen = set(as_ids(answer, choices.ids))
        hits = len(chosen & choices.right)
        false = len(chosen) - hits
        misses = len(choices.right) - hits
        others = len(choices.ids) - hits - false - misses
        return Verdict(
            share=SHARES[question.payload.rule](hits, misses, false, others),
            correct=not misses and not false,
            feedback=choices.feedback_to(chosen),
        )

    def fits(
        self,
        question: Question,
        variant: Variant,
        answer: Answer,
        known: frozenset[str],
    ) -> bool:
        return frozenset(as_ids(answer, question.payload.choices.ids)) == known

    def key(self, question: Question, variant: Variant) -> Answer:
        choices: Choices = question.payload.choices
        return [name for name in choices.ids if name in choices.right]

    def wrong(self, question: Question, variant: Variant) -> Iterable[Answer]:
        right: list[str] = self.key(question, variant)
        ids = question.payload.choices.ids
        for name in ids:
            yield [other for other in ids if (other in right) != (other == name)]
        yield []

    def known_answer(
        self,
        question: Question,
        variant: Variant,
        known: frozenset[str],
    ) -> Answer:
        return sorted(known)

    def ambiguities(self, question: Question, variant: Variant) -> Iterable[str]:
        choices: Choices = question.payload.choices
        return equivalent_choices(choices.items, choices.right, variant)
