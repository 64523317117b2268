"""Whether a formula has the form that the question asks for, whatever its value."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import gcd

import numpy as np

from autograder.quiz.formula import messages
from autograder.quiz.formula.compare import Domain, values
from autograder.quiz.formula.evaluate import Array
from autograder.quiz.formula.key import FormulaForm
from autograder.quiz.formula.tree import (
    Add,
    Derived,
    Multiply,
    Node,
    Number,
    Power,
    Quotient,
    Unworked,
    walk,
)
from autograder.text import Text

_MOST_FACTORS = 12


def form_faults(node: Node, form: FormulaForm, where: Domain) -> list[Text]:
    """What the form forbids and the answer has; raises TooMuchWorkError."""
    faults: list[Text] = []
    if form.worked_out and has_derivative(node):
        faults.append(messages.derivative_left())
    if form.expanded and any(map(_is_unexpanded, walk(node))):
        faults.append(messages.not_expanded())
    if form.simplified_fraction and any(_can_cancel(part, where) for part in walk(node)):
        faults.append(messages.can_be_cancelled())
    return faults


def has_derivative(node: Node) -> bool:
    return any(isinstance(part, Derived | Unworked) for part in walk(node))


def _is_unexpanded(node: Node) -> bool:
    match node:
        case Multiply(parts=parts):
            return any(isinstance(part, Add) for part in parts)
        case Power(base=Add(), exponent=Number(value=value)):
            return value.denominator == 1 and value > 1
        case Quotient(above=Add()):
            return True
    return False


def _can_cancel(node: Node, where: Domain) -> bool:
    """A whole number or an equal factor above and below the line, or a fraction in a fraction."""
    if not isinstance(node, Quotient):
        return False
    if any(isinstance(part, Quotient) for part in (*_factors(node.above), *_factors(node.below))):
        return True
    above, below = _coefficient(node.above), _coefficient(node.below)
    if below < 0 or above.denominator > 1 or below.denominator > 1:
        return True
    if below == 1 and isinstance(node.below, Number):
        return True
    return gcd(abs(above.numerator), below.numerator) > 1 or _shares(node, where)


def _factors(node: Node) -> Iterator[Node]:
    if isinstance(node, Multiply):
        for part in node.parts:
            yield from _factors(part)
    else:
        yield node


def _coefficient(node: Node) -> Fraction:
    """The number that multiplies all of it; for a sum what its terms have in common."""
    if isinstance(node, Add):
        numbers = [_coefficient(part) for part in node.parts]
        return Fraction(gcd(*(abs(number.numerator) for number in numbers)))
    found = Fraction(1)
    for factor in _factors(node):
        if isinstance(factor, Number):
            found *= factor.value
    return found


def _shares(node: Quotient, where: Domain) -> bool:
    """Whether a factor above and one below are equal but for a number, powers aside."""
    above, below = (
        [_base(factor) for factor in _factors(side) if not isinstance(factor, Number)]
        for side in (node.above, node.below)
    )
    found = [values(factor, where).floats for factor in (*above, *below)[:_MOST_FACTORS]]
    tops, bottoms = found[: len(above)], found[len(above) :]
    return any(_proportional(top, bottom) for top in tops for bottom in bottoms)


def _base(node: Node) -> Node:
    is_power = isinstance(node, Power) and isinstance(node.exponent, Number)
    return node.base if is_power and isinstance(node, Power) else node


def _proportional(a: Array, b: Array) -> bool:
    with np.errstate(all="ignore"):
        ratio = a / b
    ratio = ratio[np.isfinite(ratio)]
    return len(ratio) > 2 and bool(np.ptp(ratio) <= 1e-9 * np.abs(ratio).max())
