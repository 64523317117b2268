"""Known wrong answers of the simple kinds: ids and numbers."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from pydantic_core import PydanticCustomError

from autograder.quiz.expression import Expression, constant
from autograder.quiz.fields import KnownWrongPart, expression_of
from autograder.quiz.questions.answers import as_id, as_ids
from autograder.quiz.questions.kind import Reading, UnreadableError
from autograder.quiz.template import shown_value


def written_answer(known: KnownWrongPart, reading: Reading) -> Any:
    """What stands under `answer`, which has to be there; None and a report if it does not."""
    if known.pattern is not None:
        reading.place.at("pattern").error("only short texts have patterns; give the 'answer'")
    elif known.answer is None:
        reading.place.error("the 'answer' is missing")
    return known.answer


def read_known_id(known: KnownWrongPart, ids: Collection[str], reading: Reading) -> str:
    """One id; an empty text and a report if it is none."""
    answer = written_answer(known, reading)
    try:
        return "" if answer is None else as_id(answer, ids)
    except UnreadableError as error:
        reading.place.at("answer").error(str(error))
        return ""


def read_known_ids(known: KnownWrongPart, ids: Collection[str], reading: Reading) -> list[str]:
    """Several ids; none and a report if they are wrong."""
    answer = written_answer(known, reading)
    try:
        return [] if answer is None else as_ids(answer, ids)
    except UnreadableError as error:
        reading.place.at("answer").error(str(error))
        return []


def read_known_text(known: KnownWrongPart, reading: Reading) -> str:
    """A text, perhaps with `{{names}}`; an empty one and a report if it is none."""
    answer = written_answer(known, reading)
    if isinstance(answer, int | float) and not isinstance(answer, bool):
        return shown_value(answer)
    if answer is not None and not (isinstance(answer, str) and answer.strip()):
        reading.place.at("answer").error("expected a text; put it in quotes")
        return ""
    reading.template(answer or "", "answer")
    return answer or ""


def read_known_number(known: KnownWrongPart, reading: Reading) -> Expression:
    """A number or an expression; zero and a report if it is neither."""
    answer = written_answer(known, reading)
    try:
        expression = expression_of(0 if answer is None else answer)
    except PydanticCustomError as error:
        reading.place.at("answer").error(error.message(), (error.context or {}).get("position", 0))
        return constant(0)
    reading.number(expression, "answer")
    return expression
