"""Whether two formulas are equal in value at points of a domain."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from autograder.quiz.formula.digits import Work, same_value
from autograder.quiz.formula.evaluate import Array, Floats, TooMuchWorkError
from autograder.quiz.formula.key import Variable
from autograder.quiz.formula.kinks import Points, chosen, sides
from autograder.quiz.formula.names import canonical
from autograder.quiz.formula.tree import Node

Mask = NDArray[np.bool_]
Point = dict[str, float]
POINTS = 24
_SURE = 3
"""Points at which formulas without kinks are compared with many digits."""
_LEAST = 1e-300


@dataclass(frozen=True, eq=False)
class Domain:
    """Points of a domain: for each variable an array of shape (points,)."""

    points: Points
    variables: tuple[Variable, ...]
    count: int = POINTS

    def at(self, point: int) -> Point:
        return _at(self.points, point)


@lru_cache(maxsize=512)
def domain(variables: tuple[Variable, ...]) -> Domain:
    """The same points for the same variables."""
    seed = hashlib.sha256(repr(variables).encode()).digest()
    rng = np.random.default_rng(np.frombuffer(seed, np.uint32))
    points: Points = {}
    for variable in variables:
        if variable.integer:
            low, high = math.ceil(variable.low), math.floor(variable.high)
            values = rng.integers(low, high, POINTS, endpoint=True).astype(np.float64)
        else:
            values = rng.uniform(variable.low, variable.high, POINTS)
        points[canonical(variable.name)] = values
    return Domain(points, variables)


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
    return _values(node, where.points, where.count)


def _values(node: Node, points: Points, count: int) -> Values:
    evaluator = Floats(points, count)
    floats = evaluator.value(node)
    return Values(node, floats, evaluator.largest)


def difference(
    answer: Values, truth: Values, where: Domain, work: Work, tolerance: float = 0.0
) -> Point | None:
    """A point at which `truth` has a value and `answer` another one or none; None if equal.

    Floats only say where to look: what decides is a comparison with many digits at the points of
    the widest gaps, and on every side of where |x|, max and the like change. Raises
    TooMuchWorkError.
    """
    nodes = (answer.node, truth.node)
    found = _difference(answer, truth, where.points, work, tolerance, most=_SURE)
    if found is not None:
        return found
    points = sides(nodes, where.variables)
    if points is None:
        return None
    count = len(next(iter(points.values())))
    more, true = (_values(node, points, count) for node in nodes)
    return _difference(more, true, points, work, tolerance)


def _difference(
    answer: Values,
    truth: Values,
    points: Points,
    work: Work,
    tolerance: float,
    *,
    most: int | None = None,
) -> Point | None:
    use = np.flatnonzero(truth.defined)
    with np.errstate(all="ignore"):
        gap = np.abs(answer.floats - truth.floats)[use]
        size = np.abs(truth.floats)[use]
        scale = np.maximum(np.maximum(answer.largest, truth.largest)[use], _LEAST)
        relative = np.where(np.isfinite(scale), gap / scale, gap / np.maximum(size, _LEAST))
    if tolerance:
        far = np.flatnonzero(np.logical_not(gap <= tolerance * size))
        return _at(points, int(use[far[0]])) if len(far) else None
    here = {name: array[use] for name, array in points.items()}
    nodes = (answer.node, truth.node)
    unsure = [int(at) for at in np.flatnonzero(np.logical_not(np.isfinite(gap)))]
    looked = chosen(here, nodes, relative) if most is None else _widest(relative, most)
    too_much: TooMuchWorkError | None = None
    for at in dict.fromkeys([*looked, *unsure]):
        point = _at(here, at)
        try:
            if not same_value(*nodes, point, work):
                return point
        except TooMuchWorkError as error:
            too_much = error
    if too_much is not None:
        raise too_much
    return None


def _widest(gap: Array, most: int) -> list[int]:
    order = np.argsort(-np.nan_to_num(gap, nan=np.inf), kind="stable")
    return [int(at) for at in order[:most]]


def _at(points: Points, at: int) -> Point:
    return {name: float(array[at]) for name, array in points.items()}
