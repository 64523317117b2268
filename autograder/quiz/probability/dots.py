"""Dots between factors: `P(X_1) P(X_2|X_1) ⋯ P(X_t|X_{t-1})` becomes the product that it means."""

from __future__ import annotations

from dataclasses import replace

from autograder.quiz.notation.cursor import Cursor
from autograder.quiz.probability.names import Names
from autograder.quiz.probability.resolve import resolved
from autograder.quiz.probability.tree import (
    Index,
    Item,
    Node,
    Probability,
    Repeat,
    Span,
    change_items,
)

_RUNNING = "…"
_FARTHEST = 8
"""The factor beside the dots is one of the first few."""


def continued(factors: list[Node | int], names: Names, cursor: Cursor) -> list[Node]:
    """The factors with every place of dots filled; raises AnswerError for a pattern unseen."""
    while any(isinstance(factor, int) for factor in factors):
        at = next(at for at, factor in enumerate(factors) if isinstance(factor, int))
        found = _filled(factors, at, names)
        if found is None:
            place = factors[at]
            assert isinstance(place, int)
            raise cursor.fault(
                r"The pattern around the dots … is not clear; write the product as "
                r"\prod_{s=1}^{t}.",
                r"줄임표 … 앞뒤의 규칙이 분명하지 않습니다. \prod_{s=1}^{t}로 쓰십시오.",
                place,
            )
        factors = found
    return [factor for factor in factors if not isinstance(factor, int)]


def _filled(factors: list[Node | int], at: int, names: Names) -> list[Node | int] | None:
    """The factors with the dots at `at`, and all that shows their pattern, as one product."""
    if not names.family.sequence or not 0 < at < len(factors) - 1:
        return None
    length = names.symbols[0]
    for far, step in ((at + 1, -1), (at - 1, 1)):
        last = factors[far]
        if not isinstance(last, Probability):
            continue
        pattern = _pattern(last, length)
        near = at + step
        start = _place(pattern, factors[near], names) if pattern != last else None
        if start is None:
            continue
        # The first factors belong to the pattern too: of a short sequence there are fewer.
        while _is(pattern, start - 1, factors[near + step : near + step + 1], names, near + step):
            start, near = start - 1, near + step
        product = Repeat(
            "product", _RUNNING, Index(start), Index(0, ((length, 1),)), pattern, last.position
        )
        low, high = sorted((near, far))
        return [*factors[:low], product, *factors[high + 1 :]]
    return None


def _pattern(factor: Probability, length: str) -> Probability:
    """The last factor with a running index for the length."""

    def item(item: Item) -> Item:
        if isinstance(item, Span):
            first, last = (index.renamed(length, _RUNNING) for index in (item.first, item.last))
            return replace(item, first=first, last=last)
        if item.index is not None:
            return replace(item, index=item.index.renamed(length, _RUNNING))
        return item

    found = change_items(factor, item)
    assert isinstance(found, Probability)
    return found


def _place(pattern: Probability, factor: Node | int, names: Names) -> int | None:
    """The running index at which the pattern is this factor."""
    return next(
        (start for start in range(1, _FARTHEST) if _is(pattern, start, [factor], names, 0)), None
    )


def _is(pattern: Probability, start: int, factor: list[Node | int], names: Names, at: int) -> bool:
    if at < 0 or start < 1 or not factor or not isinstance(factor[0], Probability):
        return False
    symbols = dict.fromkeys(names.known, 9)
    return resolved(pattern, {**symbols, _RUNNING: start}) == resolved(factor[0], symbols)
