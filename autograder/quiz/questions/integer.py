"""A whole number, exactly."""

from __future__ import annotations

from collections.abc import Iterable

from autograder.course.checked import Strict
from autograder.quiz.expression import Expression
from autograder.quiz.fields import KnownWrongPart, Number
from autograder.quiz.model import Answer, Question, Variant, Verdict
from autograder.quiz.questions.kind import QuestionType, Reading, UnreadableError, plain_verdict
from autograder.quiz.questions.known import read_known_number
from autograder.quiz.questions.quantity import bare, read_quantity
from autograder.text import Text


class IntegerPart(Strict):
    answer: Number


class Integer(QuestionType):
    name = "integer"
    part = IntegerPart
    simple = True

    def read(self, part: IntegerPart, reading: Reading) -> Expression:
        reading.number(part.answer, "answer", whole=True)
        return part.answer

    def read_known(
        self, known: KnownWrongPart, payload: Expression, reading: Reading
    ) -> Expression:
        return read_known_number(known, reading)

    def judge(self, question: Question, variant: Variant, answer: Answer) -> Verdict:
        return plain_verdict(_whole(answer) == _exact(question.payload, variant))

    def fits(self, question: Question, variant: Variant, answer: Answer, known: Expression) -> bool:
        return _whole(answer) == known.number(variant.values)

    def key(self, question: Question, variant: Variant) -> Answer:
        return str(_exact(question.payload, variant))

    def wrong(self, question: Question, variant: Variant) -> Iterable[Answer]:
        right = _exact(question.payload, variant)
        return [str(value) for value in (right - 1, right + 1, 2 * right, -right) if value != right]

    def known_answer(self, question: Question, variant: Variant, known: Expression) -> Answer:
        value = known.number(variant.values)
        # No whole number can be given that is this: nobody will be found to have made the mistake.
        return str(int(value)) if value == int(value) else None


def _exact(expression: Expression, variant: Variant) -> int:
    return int(expression.number(variant.values))  # whole in every variant: `read` has seen to it


def _whole(answer: Answer) -> int:
    quantity = bare(read_quantity(answer))
    if quantity.value != int(quantity.value):
        raise UnreadableError(
            Text.of("The answer has to be a whole number.", "답은 정수여야 합니다.")
        )
    return int(quantity.value)
