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
    found: list[Node] = []
    for at, factor in enumerate(factors):
        if not isinstance(factor, int):
            found.append(factor)
            continue
        before, after = factors[at - 1], factors[at + 1 : at + 2]
        between = None
        if after and isinstance(before, Probability) and isinstance(after[0], Probability):
            between = _between(before, after[0], names) or _between(after[0], before, names)
        if between is None:
            raise cursor.fault(
                r"The pattern around the dots … is not clear; write the product as "
                r"\prod_{s=1}^{t}.",
                r"줄임표 … 앞뒤의 규칙이 분명하지 않습니다. \prod_{s=1}^{t}로 쓰십시오.",
                factor,
            )
        found.append(between)
    return found


def _between(near: Probability, far: Probability, names: Names) -> Node | None:
    """What lies between an early factor and the last one, if the last one shows the pattern."""
    if not names.family.sequence:
        return None
    length = names.symbols[0]

    def item(item: Item) -> Item:
        if isinstance(item, Span):
            first, last = (index.renamed(length, _RUNNING) for index in (item.first, item.last))
            return replace(item, first=first, last=last)
        if item.index is not None:
            return replace(item, index=item.index.renamed(length, _RUNNING))
        return item

    pattern = change_items(far, item)
    assert isinstance(pattern, Probability)
    if pattern == far:
        return None
    symbols = dict.fromkeys(names.known, 9)
    for start in range(1, _FARTHEST):
        if resolved(pattern, {**symbols, _RUNNING: start}) == resolved(near, symbols):
            last = Index(-1, ((length, 1),))
            return Repeat("product", _RUNNING, Index(start + 1), last, pattern, far.position)
    return None
