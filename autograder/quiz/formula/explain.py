"""Why a wrong formula is wrong: the ratio of the answer to the truth has a known cause."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from autograder.quiz.formula import messages
from autograder.quiz.formula.compare import Domain, Mask, Point, Values, values
from autograder.quiz.formula.derive import TooLargeError, derivative
from autograder.quiz.formula.evaluate import Array, TooMuchWorkError
from autograder.quiz.formula.tree import Call, Node, Number, Power, Symbol, walk
from autograder.text import Text

_EQUAL = 1e-9
_CLOSE = 1e-3
_MOSTLY = 0.4
_LARGEST_DENOMINATOR = 24
_MOST_INNER = 8


def explain(
    answer: Values,
    truth: Values,
    where: Domain,
    point: Point,
    source: Node | None,
    by: str | None,
) -> Iterator[Text]:
    """The causes that fit, the most telling first; at `point` the two differ."""
    use = truth.defined
    undefined = use & np.logical_not(answer.defined)
    if undefined.any():
        point = where.at(int(np.flatnonzero(undefined)[0]))
        yield messages.undefined_at(_shown(point))
        return
    if _mostly_same(answer, truth, use) and _visibly_apart(answer, truth, point):
        yield messages.differs_at(_shown(point))
        return
    with np.errstate(all="ignore"):
        ratio = (answer.floats / truth.floats)[use]
    if source is not None and by is not None:
        if _same(answer.floats[use], values(source, where).floats[use]):
            yield messages.not_derived()
            return
        found = next(_chain_rule(ratio, source, by, where, use), None)
        if found is not None:
            yield found
            return
    yield from _of_ratio(answer, truth, ratio, where, use)


def _shown(point: Point) -> str:
    return ", ".join(f"{name} = {value:.6g}" for name, value in sorted(point.items()))


def _mostly_same(answer: Values, truth: Values, use: Mask) -> bool:
    one, other = answer.floats[use], truth.floats[use]
    return bool((np.abs(one - other) <= _EQUAL * np.abs(other)).mean() >= _MOSTLY)


def _visibly_apart(answer: Values, truth: Values, point: Point) -> bool:
    here = Domain({name: np.array([value]) for name, value in point.items()}, (), 1)
    one, other = (values(each.node, here).floats for each in (answer, truth))
    return not bool((np.abs(one - other) <= _EQUAL * np.abs(other)).all())


def _of_ratio(
    answer: Values, truth: Values, ratio: Array, where: Domain, use: Mask
) -> Iterator[Text]:
    constant = _constant(ratio)
    if constant is not None:
        yield _constant_factor(constant)
        return
    for name, points in where.points.items():
        if _same(ratio * points[use], np.ones_like(ratio)):
            yield messages.variable_missing(name)
            return
        if _same(ratio, points[use]):
            yield messages.variable_too_much(name)
            return
    gap = (answer.floats - truth.floats)[use]
    if _same(answer.floats[use] * truth.floats[use], np.ones_like(gap)):
        yield messages.upside_down()
    elif (np.abs(ratio - 1) < _CLOSE).all():
        yield messages.rounded()
    elif _constant(gap) is not None:
        yield messages.constant_apart()
    else:
        yield from _absent(answer.node, truth.node)


def _constant_factor(ratio: float) -> Text:
    if abs(ratio + 1) < _EQUAL:
        return messages.sign()
    if abs(ratio - 1) < _CLOSE:
        return messages.rounded()
    simple = Fraction(ratio).limit_denominator(_LARGEST_DENOMINATOR)
    if simple and abs(float(simple) - ratio) <= _EQUAL * abs(ratio):
        return messages.factor(simple)
    return messages.constant_factor()


def _chain_rule(ratio: Array, source: Node, by: str, where: Domain, use: Mask) -> Iterator[Text]:
    """The slope of an inner function as the whole of the ratio, or its reciprocal."""
    for inner in list(dict.fromkeys(_inner(source)))[:_MOST_INNER]:
        try:
            slope = values(derivative(inner, by), where).floats[use]
        except (TooLargeError, TooMuchWorkError):
            continue
        if _same(slope, np.ones_like(slope)):
            continue
        if _same(ratio * slope, np.ones_like(ratio)):
            yield messages.chain_rule()
        elif _same(ratio, slope):
            yield messages.chain_rule_twice()


def _inner(node: Node) -> Iterator[Node]:
    for part in walk(node):
        if isinstance(part, Call):
            yield from part.arguments
        elif isinstance(part, Power):
            yield part.base
            yield part.exponent


def _absent(answer: Node, truth: Node) -> Iterator[Text]:
    names = _names(truth) - _names(answer)
    if names and not isinstance(answer, Number):
        yield messages.does_not_depend(min(names))


def _names(node: Node) -> set[str]:
    return {part.name for part in walk(node) if isinstance(part, Symbol)} - {"e", "π"}


def _constant(found: Array) -> float | None:
    finite = found[np.isfinite(found)]
    if len(finite) < 3 or np.ptp(finite) > _EQUAL * np.abs(finite).max() or not finite[0]:
        return None
    return float(np.median(finite))


def _same(a: Array, b: Array) -> bool:
    use = np.isfinite(a) & np.isfinite(b)
    if use.sum() < 3:
        return False
    return bool((np.abs(a - b)[use] <= _EQUAL * np.maximum(np.abs(a), np.abs(b))[use]).all())
