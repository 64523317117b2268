"""What every question and every blank has in common: texts, known wrong answers, the payload."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, cast

from pydantic import BaseModel, Field, create_model

from autograder.course.checked import Strict
from autograder.quiz.fields import KnownWrongPart
from autograder.quiz.model import KnownWrong
from autograder.quiz.questions.kind import QuestionType, Reading
from autograder.text import Text

_IMAGE = re.compile(r"!\[[^\]\n]*\]\(\s*<?([^)\s>]*)")
MAX_KNOWN_WRONG = 50


class CommonPart(Strict):
    """The keys of questions and of blanks."""

    type: str
    known_wrong: Annotated[list[KnownWrongPart], Field(max_length=MAX_KNOWN_WRONG)] = []


@cache
def whole_model(common: type[CommonPart], kind: type[QuestionType]) -> type[CommonPart]:
    """The model of a question (or blank) of this type: the common keys and its own."""
    name = f"{kind.name}_{common.__name__.strip('_').removesuffix('Part').lower()}"
    doc = (kind.__doc__ or "").strip() or None
    bases: Any = (common, kind.part)
    model: Any = create_model(name, __base__=bases, __doc__=doc)
    return cast(type[CommonPart], model)


def read_parts(
    kind: QuestionType, written: CommonPart, reading: Reading
) -> tuple[Any, tuple[KnownWrong, ...]]:
    """The payload and the known wrong answers; what is wrong is reported."""
    check_texts(written, reading)
    payload = kind.read(written, reading)
    known = tuple(
        KnownWrong(
            id=entry.id or str(index + 1),
            answer=kind.read_known(entry, payload, reading.inside("known_wrong", index)),
            feedback=entry.feedback,
            credit=entry.credit,
        )
        for index, entry in enumerate(written.known_wrong)
    )
    seen: set[str] = set()
    for index, entry in enumerate(known):
        if entry.id in seen:
            place = reading.place.at("known_wrong", index)
            place.error(f"the id {entry.id!r} is given twice")
        seen.add(entry.id)
    return payload, known


def check_texts(model: BaseModel, reading: Reading) -> None:
    """Report languages that are missing, unknown `{{names}}`, and images that are not there."""
    for text, steps in _texts(model, ()):
        inner = reading.inside(*steps)
        languages = dict(text.translations)
        missing = [name for name in reading.languages if name not in languages]
        if missing and "" not in languages:
            inner.place.error(f"the text is missing in {', '.join(missing)}")
        for language, words in text.translations:
            if "{{" not in words and "![" not in words:
                continue
            place = (language,) if language else ()
            inner.template(words, *place)
            for match in _IMAGE.finditer(words):
                _check_image(match[1], inner.inside(*place))


def _check_image(name: str, reading: Reading) -> None:
    folder = reading.path.parent
    if not name or ":" in name or name.startswith(("/", "\\")) or ".." in name.split("/"):
        reading.place.error(f"the image {name!r} is no relative path to a file beside the quiz")
    elif not (folder / name).is_file():
        reading.place.error(f"there is no image {name!r} beside the quiz")


def _texts(
    value: object, steps: tuple[str | int, ...]
) -> Iterator[tuple[Text, tuple[str | int, ...]]]:
    if isinstance(value, Text):
        yield value, steps
    elif isinstance(value, BaseModel):
        for name, inner in value:
            yield from _texts(inner, (*steps, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*steps, index))
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _texts(inner, (*steps, name))
