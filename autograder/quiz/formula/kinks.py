"""Where a formula with |x|, max, relu or a root changes from one expression to another.

On one side of such a place a formula is one analytic expression, and two of those that agree at a
point in general position are the same. So two formulas are compared on every side that is found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from autograder.quiz.formula.evaluate import Array, Floats
from autograder.quiz.formula.key import Variable
from autograder.quiz.formula.names import canonical
from autograder.quiz.formula.tree import Add, Call, Node, Number, Power, negative, walk

Points = dict[str, Array]
"""For each variable an array of shape (points,)."""

_DENSE = 512
_CORNERS = 256
_MOST_WHOLE = 512
_MOST_PLACES = 12
_PAIRS = 6
_HALVINGS = 60
_NEAR = 10.0 ** -np.arange(1.0, 10.0)
_SIDES = 24
_MOST_HIDDEN = 3
_STARTS = 8
_TRIES = 12
_SCALES = 0.3 * 0.6 ** np.arange(26)


def sides(nodes: tuple[Node, ...], variables: tuple[Variable, ...]) -> Points | None:
    """Points on every side of the places found, and all points of a small whole domain.

    None where the formulas have no such places: any points will do for them.
    """
    places = _places(nodes)
    whole = all(variable.integer for variable in variables)
    if not variables or (not places and not whole):
        return None
    points = dense(variables)
    if not places:
        return points
    if not any(variable.integer for variable in variables):
        found = [_around(place, points) for place in places]
        found += [_towards(sought, points, variables) for sought in _hidden(places, points)]
        points = {name: np.concatenate([p[name] for p in (points, *found)]) for name in points}
    return points


def chosen(points: Points, nodes: tuple[Node, ...], gap: Array) -> list[int]:
    """Which of the points to look at closely: the widest gap on each side, and overall."""
    order = np.argsort(-np.nan_to_num(gap, nan=np.inf), kind="stable")
    signs = np.array([np.sign(_values(place, points)) for place in _places(nodes)])
    found: dict[bytes, int] = {}
    for at in map(int, order):
        found.setdefault(signs[:, at].tobytes() if len(signs) else b"", at)
        if len(found) == _SIDES:
            break
    return list(dict.fromkeys([*found.values(), *map(int, order[:3])]))


def _places(nodes: tuple[Node, ...]) -> list[Node]:
    """Formulas that are zero where one of the nodes changes."""
    rooted = any(_is_root(part) for node in nodes for part in walk(node))
    found = (place for node in nodes for part in walk(node) for place in _of(part, rooted))
    return list(dict.fromkeys(found))[:_MOST_PLACES]


def _of(node: Node, rooted: bool) -> Iterator[Node]:
    match node:
        case Call(name="max" | "min", arguments=(first, *rest)):
            for other in rest:
                yield Add((first, negative(other)))
        case Call(name="abs" | "sign" | "relu" | "step" | "sqrt", arguments=(argument,)):
            yield argument
        case Power(base=base, exponent=Number(value=value)) if not isinstance(base, Number):
            # sqrt(u²) is |u|
            if value.denominator > 1 or (rooted and value.numerator % 2 == 0):
                yield base


def _is_root(node: Node) -> bool:
    if isinstance(node, Power) and isinstance(node.exponent, Number):
        return node.exponent.value.denominator > 1
    return isinstance(node, Power) or (isinstance(node, Call) and node.name in ("sqrt", "ln"))


@lru_cache(maxsize=128)
def dense(variables: tuple[Variable, ...]) -> Points:
    """Many points of a domain: all of a small whole one, else random ones and ends."""
    ranges = [range(int(np.ceil(v.low)), int(np.floor(v.high)) + 1) for v in variables]
    names = [canonical(variable.name) for variable in variables]
    if (
        all(v.integer for v in variables)
        and np.prod([float(len(r)) for r in ranges]) <= _MOST_WHOLE
    ):
        grid = np.array(list(product(*ranges)), dtype=np.float64)
        return {name: grid[:, at] for at, name in enumerate(names)}
    seed = hashlib.sha256(f"dense {variables!r}".encode()).digest()
    rng = np.random.default_rng(np.frombuffer(seed, np.uint32))
    near = np.concatenate([_NEAR, 1 - _NEAR])
    begin = _DENSE + len(near) * len(variables)
    count = begin + _CORNERS
    points: Points = {}
    for at, variable in enumerate(variables):
        share = rng.uniform(size=count)
        # Near both ends of this variable, the others anywhere; then all near ends.
        share[_DENSE + at * len(near) : _DENSE + (at + 1) * len(near)] = near
        share[begin:] = rng.choice(near, _CORNERS)
        value = variable.low + share * (variable.high - variable.low)
        if variable.integer:
            value = np.clip(np.round(value), ranges[at].start, ranges[at].stop - 1)
        points[names[at]] = value
    return points


def _around(place: Node, points: Points) -> Points:
    """Points closer and closer to where `place` is zero, on both sides."""
    values = _values(place, points)
    below, above = np.flatnonzero(values < 0), np.flatnonzero(values > 0)
    # The pair with the widest gap, those close to zero, and some in between.
    pairs = min(len(below), len(above), _PAIRS)
    if not pairs:
        return {name: array[:0] for name, array in points.items()}
    below = below[np.argsort(values[below])][np.linspace(0, len(below) - 1, pairs).astype(int)]
    above = above[np.argsort(values[above])][np.linspace(0, len(above) - 1, pairs).astype(int)]
    left, right = np.zeros(pairs), np.ones(pairs)

    def at(share: NDArray[np.float64], sources: NDArray[np.int_], ends: NDArray[np.int_]) -> Points:
        return {
            name: array[sources] + share * (array[ends] - array[sources])
            for name, array in points.items()
        }

    for _ in range(_HALVINGS):
        middle = (left + right) / 2
        lower = _values(place, at(middle, below, above)) < 0
        left, right = np.where(lower, middle, left), np.where(lower, right, middle)
    steps = np.concatenate([-_NEAR, _NEAR])
    shares = np.clip((left[:, None] + steps[None, :]).ravel(), 0, 1)
    return at(shares, np.repeat(below, len(steps)), np.repeat(above, len(steps)))


def _hidden(places: list[Node], points: Points) -> list[tuple[Node, ...]]:
    """Places that keep one sign, and pairs that might meet: what bisecting does not come near."""
    values = {place: _values(place, points) for place in places}
    turning = [place for place in places if np.ptp(np.sign(values[place])) == 2]
    kept = [(place,) for place in places if place not in turning]
    pairs = list(combinations(turning, 2)) if len(points) > 1 else []
    return [*kept, *pairs][:_MOST_HIDDEN]


def _towards(sought: tuple[Node, ...], points: Points, variables: tuple[Variable, ...]) -> Points:
    """Points closer and closer to where all of `sought` are zero, or as near zero as they come."""
    names = [canonical(variable.name) for variable in variables]
    low = np.array([variable.low for variable in variables])
    high = np.array([variable.high for variable in variables])
    rng = np.random.default_rng(0)
    size = [np.nanmax(np.abs(_values(place, points)), initial=1e-300) for place in sought]

    def distance(at: NDArray[np.float64]) -> Array:
        here = {name: at[:, number] for number, name in enumerate(names)}
        parts = (np.abs(_values(place, here)) / s for place, s in zip(sought, size, strict=True))
        return np.nan_to_num(sum(parts, np.zeros(len(at))), nan=np.inf)

    every = np.stack([points[name] for name in names], axis=1)
    best = every[np.argsort(distance(every), kind="stable")[:_STARTS]]
    for scale in _SCALES:
        near = best.repeat(_TRIES, axis=0)
        moved = near + scale * (high - low) * rng.standard_normal(near.shape)
        every = np.concatenate([best, np.clip(moved, low, high)])
        best = every[np.argsort(distance(every), kind="stable")[:_STARTS]]
    spread = np.repeat(_NEAR, _TRIES)[:, None] * rng.standard_normal(
        (len(_NEAR) * _TRIES, len(names))
    )
    found = np.concatenate([best, np.clip(best[0] + (high - low) * spread, low, high)])
    return {name: found[:, number] for number, name in enumerate(names)}


def _values(node: Node, points: Points) -> Array:
    return Floats(points, len(next(iter(points.values())))).value(node)
