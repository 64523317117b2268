"""The kinds of values in a quiz's file, as pydantic checks them and the JSON Schema shows them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from autograder.course.checked import LocalText, Strict
from autograder.quiz.expression import (
    MAX_NUMBER,
    Expression,
    ExpressionError,
    Value,
    constant,
    parse,
)
from autograder.quiz.template import shown_value

_DURATION = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?(s|min|h|d)")
_SECONDS = {"s": 1, "min": 60, "h": 3_600, "d": 86_400}
MAX_LIST = 100


def expression_of(value: object) -> Expression:
    """A number or a text of the file as an expression; raises PydanticCustomError."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        if not abs(value) <= MAX_NUMBER:  # so that nan is refused too
            raise PydanticCustomError("finite_number", "the number is too large")
        return constant(value)
    if not isinstance(value, str):
        raise PydanticCustomError("expression", "expected a number or an expression")
    try:
        return parse(value)
    except ExpressionError as error:
        raise PydanticCustomError(
            "expression", "{reason}", {"reason": str(error), "position": error.position}
        ) from None


def _duration(value: object) -> timedelta:
    match = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise PydanticCustomError("duration", "expected a time such as 45 s, 20 min, 1.5 h or 2 d")
    seconds = float(match[1]) * _SECONDS[match[2]]
    if seconds > 366 * 86_400:
        raise PydanticCustomError("duration", "the time is longer than a year")
    return timedelta(seconds=seconds)


Number = Annotated[
    Expression, PlainValidator(expression_of), WithJsonSchema({"type": ["number", "string"]})
]
"""A number, or an expression over the question's parameters."""

MAX_VALUES = 10_000
"""As many as a parameter can take."""


def _drawn(value: object) -> Value:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise PydanticCustomError("drawn", "expected a number or a text")
    if not isinstance(value, str) and not abs(value) <= MAX_NUMBER:
        raise PydanticCustomError("finite_number", "the number is too large")
    return value


Drawn = Annotated[
    int | float | str, PlainValidator(_drawn), WithJsonSchema({"type": ["number", "string"]})
]
"""What a parameter can be."""

Condition = Annotated[Expression, PlainValidator(expression_of), WithJsonSchema({"type": "string"})]

Duration = Annotated[
    timedelta,
    PlainValidator(_duration),
    WithJsonSchema({"type": "string", "pattern": f"^{_DURATION.pattern}$"}),
]

Share = Annotated[float, Field(ge=0, le=1)]
"""A part of the points, from 0 to 1."""

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
ItemId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]
Word = Annotated[str, Field(min_length=1, max_length=300)]


def _as_written(value: object) -> object:
    plain_number = isinstance(value, int | float) and not isinstance(value, bool)
    return shown_value(value) if plain_number else value  # type: ignore[arg-type]  # a number


Written = Annotated[
    Word, BeforeValidator(_as_written), WithJsonSchema({"type": ["string", "number"]})
]
"""A formula, which may be as short as a number."""

Code = Annotated[str, Field(min_length=1, max_length=10_000)]


class ItemPart(Strict):
    """Something to choose, to match or to order."""

    id: ItemId
    text: LocalText
    pinned: bool = False


class ChoicePart(ItemPart):
    """One of several to choose from."""

    right: bool = False
    feedback: LocalText | None = None
    credit: Share = 0.0


class HintPart(Strict):
    text: LocalText
    cost: Share = 0.0


class KnownWrongPart(Strict):
    """A wrong answer that is expected: in the form in which a student would give it."""

    id: ItemId | None = None
    answer: Any = None
    pattern: Word | None = None
    feedback: LocalText | None = None
    credit: Share | None = None


class TolerancePart(Strict):
    absolute: Annotated[float, Field(ge=0)] = 0.0
    relative: Annotated[float, Field(ge=0, lt=1)] = 0.0
