"""A formula: equal to the key for all values of its variables, with rules for its form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import Field

from autograder.course.checked import Strict
from autograder.quiz.fields import KnownWrongPart, Share, Word, Written
from autograder.quiz.formula.judge import equal_formula, judge_formula, read_key
from autograder.quiz.formula.key import FormulaForm, FormulaKey, Variable
from autograder.quiz.model import Answer, Question, Variant, Verdict
from autograder.quiz.questions.answers import as_text
from autograder.quiz.questions.kind import QuestionType, Reading
from autograder.quiz.questions.known import read_known_text
from autograder.quiz.template import fill_plain
from autograder.quiz.verdict import AnswerError


class DomainPart(Strict):
    """The values that a variable is tried at."""

    from_: Annotated[float, Field(alias="from")] = -2.0
    to: float = 2.0
    integer: bool = False


class FormulaFormPart(Strict):
    expanded: bool = False
    worked_out: bool = True
    simplified_fraction: bool = False


class DerivativePart(Strict):
    """That the answer is a derivative: then a missing inner one is recognised."""

    of: Word
    by: Word


class FormulaPart(Strict):
    answer: Written
    variables: Annotated[dict[Word, DomainPart | None], Field(max_length=20)] = {}
    form: FormulaFormPart = FormulaFormPart()
    derivative: DerivativePart | None = None
    tolerance: Annotated[float, Field(ge=0, lt=0.1)] = 0.0
    without_form: Share = 0.0


@dataclass(frozen=True)
class _Formula:
    key: FormulaKey
    without_form: float

    def key_for(self, value: str, variant: Variant) -> FormulaKey:
        """The key with this value, filled with the parameters of the variant."""
        source = self.key.source
        return replace(
            self.key,
            value=_filled(value, variant),
            source=None if source is None else _filled(source, variant),
        )


class FormulaType(QuestionType):
    name = "formula"
    part = FormulaPart
    simple = True
    explains = True

    def read(self, part: FormulaPart, reading: Reading) -> _Formula | None:
        reading.template(part.answer, "answer")
        derivative = part.derivative
        if derivative is not None:
            reading.template(derivative.of, "derivative", "of")
        variables = []
        for name, domain in part.variables.items():
            given = domain or DomainPart()
            try:
                variables.append(Variable(name, given.from_, given.to, given.integer))
            except ValueError as error:
                reading.place.at("variables", name).error(str(error))
        if len(variables) < len(part.variables):
            return None
        key = FormulaKey(
            value=part.answer,
            variables=tuple(variables),
            form=FormulaForm(
                expanded=part.form.expanded,
                worked_out=part.form.worked_out,
                simplified_fraction=part.form.simplified_fraction,
            ),
            source=None if derivative is None else derivative.of,
            by=None if derivative is None else derivative.by,
            tolerance=part.tolerance,
        )
        payload = _Formula(key, part.without_form)
        _check(payload, part.answer, reading, "answer")
        return payload

    def read_known(self, known: KnownWrongPart, payload: _Formula | None, reading: Reading) -> str:
        answer = read_known_text(known, reading)
        if payload is not None and answer:
            plain = replace(payload, key=replace(payload.key, source=None, by=None))
            _check(plain, answer, reading, "answer")
        return answer

    def judge(self, question: Question, variant: Variant, answer: Answer) -> Verdict:
        payload: _Formula = question.payload
        found = judge_formula(as_text(answer), payload.key_for(payload.key.value, variant))
        correct = found.equal and found.form_ok
        share = 1.0 if correct else payload.without_form if found.equal else 0.0
        return Verdict(share, correct, () if correct else found.feedback)

    def fits(self, question: Question, variant: Variant, answer: Answer, known: str) -> bool:
        payload: _Formula = question.payload
        key = replace(payload.key_for(known, variant), form=FormulaForm(), source=None, by=None)
        try:
            return equal_formula(as_text(answer), key)
        except AnswerError:
            return False

    def key(self, question: Question, variant: Variant) -> Answer:
        payload: _Formula = question.payload
        return _filled(payload.key.value, variant)

    def wrong(self, question: Question, variant: Variant) -> Iterable[Answer]:
        right = self.key(question, variant)
        return [f"({right}) + 1", f"2*({right}) + 3"]

    def known_answer(self, question: Question, variant: Variant, known: str) -> Answer:
        return _filled(known, variant)

    def ambiguities(self, question: Question, variant: Variant) -> Iterable[str]:
        payload: _Formula = question.payload
        key = replace(payload.key_for(payload.key.value, variant), form=_ANY_FORM)
        if key.source is not None and not _is_derivative(key):
            yield f"its own answer is not the derivative of {key.source!r} by {key.by}"


_ANY_FORM = FormulaForm(worked_out=False)


def _is_derivative(key: FormulaKey) -> bool:
    """Whether the key is what it says that it is; True where that cannot be worked out."""
    try:
        return judge_formula(f"\\frac{{d}}{{d {key.by}}} ({key.source})", key).equal
    except AnswerError:
        return True


def _check(payload: _Formula, value: str, reading: Reading, *steps: str) -> None:
    """Report a formula of the author's that cannot be read or has no value, in the first variant.

    `check_quiz` tries all of them.
    """
    for values in reading.variants[:1]:
        key = payload.key_for(value, Variant(values=values))
        try:
            read_key(key)
        except AnswerError as error:
            position = error.position if key.value == value else 0
            reading.place.at(*steps).error(error.text.in_language("en"), position)
        except ValueError as error:
            reading.place.at(*steps).error(str(error))


def _filled(text: str, variant: Variant) -> str:
    return fill_plain(text, variant.values, brackets=True)
