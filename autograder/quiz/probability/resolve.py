"""Symbolic variables -> concrete ones, once every index has a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from autograder.quiz.probability.family import Variable
from autograder.quiz.probability.tree import Item, Probability, Span

MAX_SPAN = 64


class Event(NamedTuple):
    """A variable takes the value that `mark` names, or does not (`negated`), or takes `value`."""

    variable: Variable
    mark: str = ""
    negated: bool = False
    value: int | None = None


class Term(NamedTuple):
    """P(left | right), in which order does not matter."""

    left: frozenset[Event]
    right: frozenset[Event]


def resolved(probability: Probability, symbols: Mapping[str, int]) -> Term:
    return Term(
        frozenset(events(probability.left, symbols)), frozenset(events(probability.right, symbols))
    )


def events(items: Iterable[Item], symbols: Mapping[str, int]) -> Iterator[Event]:
    """Every variable of the items. A range that hangs on an index stops short of X_0."""
    for item in items:
        if not isinstance(item, Span):
            index = None if item.index is None else item.index.at(symbols)
            value = None if item.value is None else item.value.at(symbols)
            yield Event((item.base, index), item.mark, item.negated, value)
            continue
        first, last = item.first.at(symbols), item.last.at(symbols)
        running = bool(item.first.symbols or item.last.symbols)
        for count, index in enumerate(range(first, last + item.step, item.step)):
            if count > MAX_SPAN:
                break
            if index >= 1 or not running:
                yield Event((item.base, index), item.mark)
