"""Values of a variant in a text: `{{n}}`, or `{{x:.2f}}` with two decimals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from autograder.quiz.expression import Value
from autograder.text import Text

_PLACE = re.compile(r"\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*(?::\s*(\.[0-9]{1,2}[efg])\s*)?\}\}")


def names_in(text: str) -> Iterator[tuple[str, int]]:
    """The names of the values that the text asks for, and where."""
    return ((match[1], match.start()) for match in _PLACE.finditer(text))


def fill(text: Text, values: Mapping[str, Value]) -> Text:
    """The text with the values in their places. Names that are not among them stay as they are."""
    if not values:
        return text
    return Text(
        tuple((language, fill_plain(words, values)) for language, words in text.translations)
    )


def fill_plain(text: str, values: Mapping[str, Value], *, brackets: bool = False) -> str:
    """As :func:`fill`, for a string; `brackets` puts negative numbers in brackets."""
    if not values or "{{" not in text:
        return text

    def written(match: re.Match[str]) -> str:
        if match[1] not in values:
            return match[0]
        value = values[match[1]]
        shown = shown_value(value, match[2] or "")
        negative = brackets and not isinstance(value, str) and value < 0
        return f"({shown})" if negative else shown

    return _PLACE.sub(written, text)


def shown_value(value: Value, form: str = "") -> str:
    """The value as a text shows it: 3, 0.1, 12.50 for the form `.2f`."""
    if isinstance(value, str | bool):
        return str(value)
    if form:
        return format(value, form)
    return str(value) if isinstance(value, int) else format(value, ".10g")


def shown_values(values: Mapping[str, Value]) -> str:
    """The values in one line: `n = 3, k = 5`."""
    return ", ".join(f"{name} = {shown_value(value)}" for name, value in values.items())
