"""A number, within a tolerance or to so many significant figures, with a unit where declared."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from autograder.course.checked import Strict
from autograder.quiz.expression import Expression
from autograder.quiz.fields import KnownWrongPart, Number, Share, TolerancePart, Word
from autograder.quiz.model import Answer, Question, Variant, Verdict
from autograder.quiz.questions.kind import QuestionType, Reading, UnreadableError
from autograder.quiz.questions.known import read_known_number
from autograder.quiz.questions.quantity import Quantity, bare, plain, read_quantity, written_number
from autograder.quiz.template import shown_value
from autograder.text import Text

_DEFAULT_RELATIVE = 1e-6
_MOST_FIGURES = 12
_ROUNDING = 1e-9
"""Relative to half a unit of the last figure: a value right on the border is right."""
_ALSO: Mapping[str, tuple[str, ...]] = {
    "초": ("s", "sec"),
    "밀리초": ("ms",),
    "마이크로초": ("μs",),
    "분": ("min",),
    "시간": ("h",),
    "비트": ("bit", "bits"),
    "bit": ("bits",),
    "bits": ("bit",),
    "나트": ("nat", "nats"),
    "nat": ("nats",),
    "nats": ("nat",),
    "바이트": ("B", "byte", "bytes"),
    "퍼센트": ("%",),
    "프로": ("%",),
}
"""What a unit may be called instead, where the question does not declare that itself."""


class NumberPart(Strict):
    answer: Number
    tolerance: TolerancePart | None = None
    significant_figures: Annotated[int, Field(ge=1, le=12)] | None = None
    units: dict[Word, Annotated[float, Field(gt=0)]] = {}
    without_unit: Share = 0.0


@dataclass(frozen=True)
class _Number:
    answer: Expression
    absolute: float
    relative: float
    figures: int | None
    units: Mapping[str, float]
    first_unit: str
    without_unit: float

    def near(self, value: float, wanted: float) -> bool:
        """Whether the value is near enough to the wanted one, both in the first unit."""
        return abs(value - wanted) <= self.margin(wanted)

    def rounded(self, value: float, figures: int) -> bool:
        """Whether the value to so many figures is as good as itself."""
        off = abs(float(f"{value:.{figures - 1}e}") - value)
        return self.figures is not None or off <= self.margin(value) / 20

    def margin(self, wanted: float) -> float:
        """How far from the wanted value an answer may be."""
        if self.figures is not None:
            return _half_unit(wanted, self.figures) * (1 + _ROUNDING)
        return max(self.absolute, self.relative * abs(wanted))


class NumberType(QuestionType):
    name = "number"
    part = NumberPart
    simple = True

    def read(self, part: NumberPart, reading: Reading) -> _Number:
        reading.number(part.answer, "answer")
        if part.significant_figures is not None and part.tolerance is not None:
            reading.place.at("tolerance").error("give a tolerance or significant_figures, not both")
        if part.without_unit and not part.units:
            reading.place.at("without_unit").error("there are no units")
        units = {_unit(name): factor for name, factor in part.units.items()}
        first = next(iter(part.units), "")
        if units and units[_unit(first)] != 1:
            reading.place.at("units", first).error(
                "the first unit is that of the answer; it has to be 1"
            )
        given = part.tolerance or TolerancePart(relative=_DEFAULT_RELATIVE)
        return _Number(
            answer=part.answer,
            absolute=given.absolute,
            relative=given.relative,
            figures=part.significant_figures,
            units=units,
            first_unit=first,
            without_unit=part.without_unit,
        )

    def read_known(self, known: KnownWrongPart, payload: _Number, reading: Reading) -> Expression:
        return read_known_number(known, reading)

    def judge(self, question: Question, variant: Variant, answer: Answer) -> Verdict:
        payload: _Number = question.payload
        quantity = read_quantity(answer)
        value, missing = _in_first_unit(quantity, payload)
        if not payload.near(value, payload.answer.number(variant.values)):
            return Verdict(0.0, correct=False)
        if missing:
            return Verdict(payload.without_unit, correct=False, feedback=(_unit_missing(payload),))
        few = quantity.figures is not None and quantity.figures < (payload.figures or 0)
        if few:
            return Verdict(0.0, correct=False, feedback=(_more_figures(payload.figures or 0),))
        return Verdict(1.0, correct=True)

    def fits(self, question: Question, variant: Variant, answer: Answer, known: Expression) -> bool:
        payload: _Number = question.payload
        value, _ = _in_first_unit(read_quantity(answer), payload)
        return payload.near(value, known.number(variant.values))

    def key(self, question: Question, variant: Variant) -> Answer:
        payload: _Number = question.payload
        return _written(payload.answer.number(variant.values), payload)

    def wrong(self, question: Question, variant: Variant) -> Iterable[Answer]:
        """Just outside the margin on both sides; the other sign, ten times as much, if outside."""
        payload: _Number = question.payload
        right = payload.answer.number(variant.values)
        margin = payload.margin(right)
        step = 1.01 * margin or 1.0
        for value in (right - step, right + step, -right, 10 * right):
            if abs(value - right) > margin:
                yield _written(value, payload)

    def known_answer(self, question: Question, variant: Variant, known: Expression) -> Answer:
        return _written(known.number(variant.values), question.payload)

    def shown(self, question: Question, variant: Variant, answer: Answer) -> Answer:
        """With no more figures than the margin makes sense of."""
        payload: _Number = question.payload
        value, _ = _in_first_unit(read_quantity(answer), payload)
        figures = payload.figures or 1
        while figures < _MOST_FIGURES and not payload.rounded(value, figures):
            figures += 1
        return f"{written_number(value, figures)} {payload.first_unit}".strip()


def _in_first_unit(quantity: Quantity, payload: _Number) -> tuple[float, bool]:
    """The value in the first unit, and whether a unit should have been given and was not."""
    if not quantity.unit:
        return quantity.value, bool(payload.units)
    for unit in (quantity.unit, *_ALSO.get(quantity.unit, ())):
        if unit in payload.units:
            return quantity.value * payload.units[unit], False
    if not payload.units:
        if quantity.unit in ("%", "퍼센트"):
            return quantity.value / 100, False
        return bare(quantity).value, False
    shown = ", ".join(payload.units)
    raise UnreadableError(
        Text.of(
            f"The unit {quantity.unit!r} is not known here; write one of {shown}.",
            f"{quantity.unit!r}: 여기서 쓰지 않는 단위입니다. 쓸 수 있는 단위: {shown}.",
        )
    )


def _half_unit(value: float, figures: int) -> float:
    """Half a unit of the last of so many significant figures."""
    if value == 0:
        return 0.5 * 10.0 ** (1 - figures)
    return 0.5 * 10.0 ** (math.floor(math.log10(abs(value))) + 1 - figures)


def _written(value: float, payload: _Number) -> str:
    if payload.figures is not None and value:
        places = payload.figures + 3
        shown = f"{value:.{places}e}"
    else:
        shown = shown_value(value) if isinstance(value, int) else repr(value)
    return f"{shown} {payload.first_unit}".strip()


def _unit(name: str) -> str:
    return "".join(plain(name).split())


def _unit_missing(payload: _Number) -> Text:
    shown = ", ".join(payload.units)
    return Text.of(
        f"The number is right, but its unit is missing: {shown}.",
        f"숫자는 맞지만 단위가 없습니다. 쓸 수 있는 단위: {shown}.",
    )


def _more_figures(figures: int) -> Text:
    return Text.of(
        f"Nearly: give {figures} significant figures.",
        f"거의 맞았습니다. 유효숫자 {figures}자리까지 쓰십시오.",
    )
