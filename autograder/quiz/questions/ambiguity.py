"""Choices that say the same: by their words, as numbers, or as probability expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from autograder.quiz.model import Item, Variant
from autograder.quiz.probability.family import Family, Kind, ProbabilityKey
from autograder.quiz.probability.judge import judge_expression
from autograder.quiz.questions.kind import UnreadableError
from autograder.quiz.questions.quantity import read_quantity
from autograder.quiz.template import fill
from autograder.quiz.verdict import AnswerError

_FORMULA = re.compile(r"\$\$?([^$]+)\$\$?\.?")
_VARIABLE = re.compile(r"\\?[^\W\d_]+(?:_\{?\d{1,3}\}?|\d{1,3})?")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_MAX_VARIABLES = 6


def same_texts(items: Sequence[Item], variant: Variant) -> Iterator[str]:
    """A message for each two items that read the same in some language."""
    seen: dict[tuple[str, str], str] = {}
    for item in items:
        for language, words in fill(item.text, variant.values).items():
            plain = (language, "".join(words.split()).casefold())
            if plain in seen:
                yield f"{seen[plain]!r} and {item.id!r} read the same"
                break
            seen[plain] = item.id


def equivalent_choices(
    items: Sequence[Item], right: Iterable[str], variant: Variant
) -> Iterator[str]:
    """A message for each right and wrong choice that say the same."""
    yield from same_texts(items, variant)
    right_ids = set(right)
    formulas = {
        item.id: found[1].strip()
        for item in items
        for words in list(fill(item.text, variant.values).values())[:1]
        if (found := _FORMULA.fullmatch(words.strip()) or re.fullmatch(r"([^$]{1,80})", words))
    }
    for first, second in combinations(formulas, 2):
        if (first in right_ids) == (second in right_ids):
            continue
        if formulas[first] != formulas[second] and _equal(formulas[first], formulas[second]):
            yield f"{first!r} and {second!r} say the same, but one is right and one is wrong"


def _equal(first: str, second: str) -> bool:
    try:
        one, other = read_quantity(first), read_quantity(second)
    except UnreadableError:
        return _equal_probabilities(first, second)
    return one.unit == other.unit and one.value == other.value


def _equal_probabilities(first: str, second: str) -> bool:
    """Whether both are probability expressions that are equal for every joint distribution."""
    inside = " , ".join(_BRACKETS.findall(f"{first} {second}"))
    variables = tuple(dict.fromkeys(_VARIABLE.findall(inside)))
    if not variables or len(variables) > _MAX_VARIABLES:
        return False
    try:
        key = ProbabilityKey(left=first, family=Family(Kind.ANY, variables=variables))
        return judge_expression(second, key).equal
    except (AnswerError, ValueError):
        return False
