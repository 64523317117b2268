"""A probability expression: an identity under a declared family, with rules for its form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from autograder.course.checked import Strict, suggestion
from autograder.quiz.fields import KnownWrongPart, Share, Word
from autograder.quiz.model import Answer, Question, Variant, Verdict
from autograder.quiz.probability.family import (
    Family,
    FormRules,
    Kind,
    ProbabilityKey,
    Sequence,
)
from autograder.quiz.probability.judge import equal_expression, judge_expression, parse_key
from autograder.quiz.questions.answers import as_text
from autograder.quiz.questions.kind import QuestionType, Reading
from autograder.quiz.questions.known import read_known_text
from autograder.quiz.template import fill_plain
from autograder.quiz.verdict import AnswerError

_EDGE = re.compile(r"(.+?)\s*(?:->|→)\s*(.+)")
_VARIABLE = re.compile(r"\\?[^\W\d_]+(?:_\{?\d{1,3}\}?|\d{1,3})?")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_KINDS = [kind.value for kind in Kind]


@dataclass(frozen=True)
class _FamilyName:
    kind: Kind
    order: int | str | None = None
    edges: tuple[tuple[str, str], ...] = ()


def _family(value: object) -> _FamilyName:
    if isinstance(value, str):
        if value in ("any", "independent", "iid"):
            return _FamilyName(Kind(value))
        hint = {"markov": "; write {markov: 1}", "dag": "; write {dag: [A -> B]}"}
        reason = f"{value!r} is no family" + hint.get(value, suggestion(value, _KINDS))
        raise PydanticCustomError("family", "{reason}", {"reason": reason})
    if isinstance(value, dict) and len(value) == 1:
        ((kind, given),) = value.items()
        if kind == "markov" and isinstance(given, int | str) and not isinstance(given, bool):
            return _FamilyName(Kind.MARKOV, order=given)
        if kind == "dag" and isinstance(given, list):
            return _FamilyName(Kind.DAG, edges=tuple(_edge(edge) for edge in given))
    raise PydanticCustomError(
        "family",
        "expected any, independent, iid, {example} or {graph}",
        {"example": "{markov: 2}", "graph": "{dag: [A -> B, B -> C]}"},
    )


def _edge(written: object) -> tuple[str, str]:
    match = _EDGE.fullmatch(written.strip()) if isinstance(written, str) else None
    if match is None:
        raise PydanticCustomError("edge", "an edge is written A -> B")
    return match[1], match[2]


_FAMILY_SCHEMA = {
    "anyOf": [
        {"enum": ["any", "independent", "iid"]},
        {
            "type": "object",
            "properties": {"markov": {"type": ["integer", "string"]}},
            "required": ["markov"],
            "additionalProperties": False,
        },
        {
            "type": "object",
            "properties": {"dag": {"type": "array", "items": {"type": "string"}}},
            "required": ["dag"],
            "additionalProperties": False,
        },
    ]
}
_FamilyField = Annotated[_FamilyName, PlainValidator(_family), WithJsonSchema(_FAMILY_SCHEMA)]


class SequencePart(Strict):
    name: Word = "X"
    length: Word = "t"


class FormPart(Strict):
    max_left: Annotated[int, Field(ge=1)] | None = None
    max_right: Annotated[int, Field(ge=0)] | None = None
    sums: bool = True
    quotients: bool = True
    product: bool = False
    repeat_target: bool = False
    terms: list[Word] = []


class ProbabilityPart(Strict):
    equals: Word
    answer: Word
    family: _FamilyField = _FamilyName(Kind.ANY)
    variables: list[Word] | None = None
    sequence: SequencePart | None = None
    values: dict[str, Annotated[int, Field(ge=2, le=8)]] = {}
    form: FormPart = FormPart()
    without_form: Share = 0.0


@dataclass(frozen=True)
class _Probability:
    key: ProbabilityKey
    answer: str
    without_form: float
    loose: Family
    """Under which a known wrong answer is recognised: nothing more than the variables is given."""

    def key_of(self, variant: Variant) -> ProbabilityKey:
        if not variant.values:
            return self.key
        return replace(self.key, left=fill_plain(self.key.left, variant.values, brackets=True))


class ProbabilityType(QuestionType):
    name = "probability"
    part = ProbabilityPart
    simple = True
    explains = True

    def read(self, part: ProbabilityPart, reading: Reading) -> _Probability | None:
        reading.template(part.equals, "equals")
        reading.template(part.answer, "answer")
        try:
            family = _read_family(part)
        except ValueError as error:
            reading.place.at("family").error(str(error))
            return None
        _readable(part.equals, family, reading.inside("equals"))
        _readable(part.answer, family, reading.inside("answer"))
        form = FormRules(
            max_left=part.form.max_left,
            max_right=part.form.max_right,
            sums=part.form.sums,
            quotients=part.form.quotients,
            product=part.form.product,
            repeat_target=part.form.repeat_target,
            terms=tuple(part.form.terms),
        )
        loose = replace(family, kind=Kind.ANY, order=None, edges=())
        return _Probability(
            key=ProbabilityKey(left=part.equals, family=family, form=form),
            answer=part.answer,
            without_form=part.without_form,
            loose=family if isinstance(family.order, str) else loose,
        )

    def read_known(
        self, known: KnownWrongPart, payload: _Probability | None, reading: Reading
    ) -> str:
        answer = read_known_text(known, reading)
        if payload is not None and answer:
            _readable(answer, payload.key.family, reading.inside("answer"))
        return answer

    def judge(self, question: Question, variant: Variant, answer: Answer) -> Verdict:
        payload: _Probability = question.payload
        found = judge_expression(as_text(answer), payload.key_of(variant))
        correct = found.equal and found.form_ok
        share = 1.0 if correct else payload.without_form if found.equal else 0.0
        return Verdict(share, correct, () if correct else found.feedback)

    def fits(self, question: Question, variant: Variant, answer: Answer, known: str) -> bool:
        payload: _Probability = question.payload
        key = ProbabilityKey(
            left=fill_plain(known, variant.values, brackets=True), family=payload.loose
        )
        return equal_expression(as_text(answer), key)

    def key(self, question: Question, variant: Variant) -> Answer:
        payload: _Probability = question.payload
        return fill_plain(payload.answer, variant.values, brackets=True)

    def wrong(self, question: Question, variant: Variant) -> Iterable[Answer]:
        return [f"2 * ({self.key(question, variant)})", "7"]

    def known_answer(self, question: Question, variant: Variant, known: str) -> Answer:
        return fill_plain(known, variant.values, brackets=True)


def _read_family(part: ProbabilityPart) -> Family:
    """Raises ValueError for what makes no family."""
    if part.sequence is not None and part.variables is not None:
        raise ValueError("name either the variables or a sequence")
    sequence = None
    variables: list[str] = []
    if part.sequence is not None:
        sequence = Sequence(name=part.sequence.name, length=part.sequence.length)
    elif part.variables is not None:
        variables = part.variables
    else:
        inside = " , ".join(_BRACKETS.findall(part.equals))
        variables = list(dict.fromkeys(_VARIABLE.findall(inside)))
        if not variables:
            raise ValueError("say which 'variables' there are, or which 'sequence'")
    return Family(
        kind=part.family.kind,
        variables=tuple(variables),
        sequence=sequence,
        order=part.family.order,
        edges=part.family.edges,
        values=tuple(part.values.items()),
    )


def _readable(written: str, family: Family, reading: Reading) -> None:
    """Report an expression of the author's that cannot be read."""
    for values in reading.variants[:1]:
        filled = fill_plain(written, values, brackets=True)
        try:
            parse_key(filled, family)
        except AnswerError as error:
            position = error.position if filled == written else 0
            reading.place.error(error.text.in_language("en"), position)
