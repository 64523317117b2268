"""Whether two formulas are equal in value at points drawn from a domain."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from functools import lru_cache

import mpmath
import numpy as np
from numpy.typing import NDArray

from autograder.quiz.formula.evaluate import Array, Floats, precise
from autograder.quiz.formula.key import Variable
from autograder.quiz.formula.names import canonical
from autograder.quiz.formula.tree import Node

Mask = NDArray[np.bool_]
POINTS = 24
SURE = 3
"""Points at which floats that agree are compared once more with many digits."""
_LOOSE = 1e-7
"""Floats closer than this, relative to the numbers on the way, may be equal."""
_DIGITS = 60
_TIGHT = mpmath.mpf(10) ** -30
_SMALL = mpmath.mpf(10) ** -20


@dataclass(frozen=True, eq=False)
class Domain:
    """Points of a domain: for each variable an array of shape (points,)."""

    points: dict[str, Array]
    count: int = POINTS

    def at(self, point: int) -> dict[str, float]:
        return {name: float(values[point]) for name, values in self.points.items()}


@lru_cache(maxsize=512)
def domain(variables: tuple[Variable, ...]) -> Domain:
    """The same points for the same variables."""
    seed = hashlib.sha256(repr(variables).encode()).digest()
    rng = np.random.default_rng(np.frombuffer(seed, np.uint32))
    points: dict[str, Array] = {}
    for variable in variables:
        if variable.integer:
            low, high = math.ceil(variable.low), math.floor(variable.high)
            values = rng.integers(low, high, POINTS, endpoint=True).astype(np.float64)
        else:
            values = rng.uniform(variable.low, variable.high, POINTS)
        points[canonical(variable.name)] = values
    return Domain(points)


@dataclass(frozen=True, eq=False)
class Values:
    """A formula's values at the points, and the largest numbers on the way to them."""

    node: Node
    floats: Array
    largest: Array

    @property
    def defined(self) -> Mask:
        return np.isfinite(self.floats)


def values(node: Node, where: Domain) -> Values:
    """Raises TooMuchWorkError."""
    evaluator = Floats(where.points, where.count)
    floats = evaluator.value(node)
    return Values(node, floats, evaluator.largest)


def agree(answer: Values, truth: Values, where: Domain, tolerance: float = 0.0) -> bool:
    """Whether both are equal wherever `truth` is defined."""
    use = truth.defined
    if not answer.defined[use].all():
        return False
    gap = np.abs(answer.floats - truth.floats)[use]
    if tolerance:
        return bool((gap <= tolerance * np.abs(truth.floats[use])).all())
    largest = np.maximum(answer.largest, truth.largest)[use]
    finite = np.isfinite(largest)
    if not (gap[finite] <= _LOOSE * largest[finite]).all():
        return False
    # Where an intermediate overflowed, floats say little and digits would have no bound.
    sure = [int(point) for point in np.flatnonzero(use)[finite][:SURE]]
    if not sure:
        return bool((gap <= _LOOSE * np.abs(truth.floats[use])).all())
    return all(_surely(answer, truth, where, point) for point in sure)


def _surely(answer: Values, truth: Values, where: Domain, point: int) -> bool:
    """Equal to thirty digits, however much the numbers on the way cancel."""
    largest = max(answer.largest[point], truth.largest[point], 1.0)
    digits = _DIGITS + math.ceil(math.log10(largest))
    at = where.at(point)
    try:
        first, second = (precise(each.node, at, digits) for each in (answer, truth))
        return bool(abs(first - second) <= _TIGHT * max(abs(first), abs(second), _SMALL))
    except (ArithmeticError, ValueError, TypeError):
        return False
