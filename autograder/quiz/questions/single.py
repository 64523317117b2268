"""Single choice: exactly one of the choices is right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated

from pydantic import Field

from autograder.course.checked import Strict
from autograder.quiz.fields import MAX_LIST, ChoicePart, KnownWrongPart
from autograder.quiz.model import Answer, ItemList, Question, Variant, Verdict
from autograder.quiz.questions.ambiguity import equivalent_choices
from autograder.quiz.questions.answers import as_id
from autograder.quiz.questions.choices import Choices, read_choices
from autograder.quiz.questions.kind import QuestionType, Reading
from autograder.quiz.questions.known import read_known_id


class SinglePart(Strict):
    choices: Annotated[list[ChoicePart], Field(min_length=2, max_length=MAX_LIST)]
    shuffle: bool = True


class Single(QuestionType):
    name = "single"
    part = SinglePart
    simple = True

    def read(self, part: SinglePart, reading: Reading) -> Choices:
        return read_choices(part.choices, "choices", reading, shuffle=part.shuffle, one_right=True)

    def lists(self, payload: Choices) -> Mapping[str, ItemList]:
        return {"choices": payload.shown}

    def read_known(self, known: KnownWrongPart, payload: Choices, reading: Reading) -> str:
        return read_known_id(known, payload.ids, reading)

    def judge(self, question: Question, variant: Variant, answer: Answer) -> Verdict:
        choices: Choices = question.payload
        chosen = as_id(answer, choices.ids)
        right = chosen in choices.right
        return Verdict(
            share=1.0 if right else choices.credit[chosen],
            correct=right,
            feedback=choices.feedback_to([chosen]),
            known_wrong=None if right else chosen,
        )

    def fits(self, question: Question, variant: Variant, answer: Answer, known: str) -> bool:
        return as_id(answer, question.payload.ids) == known

    def key(self, question: Question, variant: Variant) -> Answer:
        choices: Choices = question.payload
        return choices.first_right

    def wrong(self, question: Question, variant: Variant) -> Iterable[Answer]:
        choices: Choices = question.payload
        return [name for name in choices.ids if name not in choices.right]

    def ambiguities(self, question: Question, variant: Variant) -> Iterable[str]:
        choices: Choices = question.payload
        return equivalent_choices(choices.items, choices.right, variant)
