"""A random joint distribution of a family, exact modulo a prime.

"Random" tables modulo a prime satisfy every identity of the family, and any other identity with a
chance below 1e-7: both sides are rational functions of the entries (Schwartz and Zippel).
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from graphlib import TopologicalSorter

import numpy as np

from autograder.quiz.probability.family import (
    MAX_TABLE,
    Family,
    Instance,
    Kind,
    Variable,
    variable,
)
from autograder.quiz.probability.modular import PRIME, Array, inverse

Names = tuple[Variable, ...]


@dataclass(frozen=True)
class Shape:
    """How a joint distribution factorises: blocks of variables given others, causes first."""

    factors: tuple[tuple[Names, Names], ...]
    identical: bool = False


@dataclass(frozen=True, eq=False)
class Joint:
    """A table with one axis for each variable, in the order of `variables`."""

    variables: Names
    table: Array


def shape_of(family: Family, instance: Instance) -> Shape:
    """The factorisation that the family declares."""
    names = instance.variables
    if family.kind is Kind.ANY:
        return Shape(((names, ()),))
    if family.kind is Kind.MARKOV:
        return chain(names, instance.order or 1)
    if family.kind is Kind.DAG:
        return dag(names, [(variable(a), variable(b)) for a, b in family.edges])
    return independent(names, identical=family.kind is Kind.IID)


def independent(names: Names, identical: bool = False) -> Shape:
    return Shape(tuple(((name,), ()) for name in names), identical)


def chain(names: Names, order: int) -> Shape:
    """A Markov sequence, which need not be homogeneous."""
    return Shape(tuple(((n,), names[max(0, at - order) : at]) for at, n in enumerate(names)))


def dag(names: Names, edges: Sequence[tuple[Variable, Variable]]) -> Shape:
    parents = {name: tuple(a for a, b in edges if b == name) for name in names}
    order = TopologicalSorter(parents).static_order()
    return Shape(tuple(((name,), parents[name]) for name in order))


def counts(family: Family, names: Names, trial: int) -> dict[Variable, int]:
    """How many values each variable has: 2 and 3 mixed, the other way round in the next trial."""
    declared = {variable(name): count for name, count in family.values}
    if family.kind is Kind.IID:
        return dict.fromkeys(names, next(iter(declared.values()), 3 - trial % 2))
    found = {name: 2 + (at + trial) % 2 for at, name in enumerate(names)} | declared
    if math.prod(found.values()) > MAX_TABLE:
        found = dict.fromkeys(names, 2) | declared
    if math.prod(found.values()) > MAX_TABLE:
        raise ValueError("the variables have too many values to be checked")
    return found


@lru_cache(maxsize=128)
def draw(shape: Shape, names: Names, sizes: tuple[int, ...], trial: int) -> Joint:
    """A random member of the family; `sizes` belong to `names`. Equal calls give equal tables."""
    seed = hashlib.sha256(repr((shape, names, sizes, trial)).encode()).digest()
    rng = np.random.default_rng(np.frombuffer(seed, np.uint32))
    size = dict(zip(names, sizes, strict=True))
    table = np.ones((1,) * len(names), dtype=np.int64)
    same: Array | None = None
    for block, given in shape.factors:
        extent = [size[name] if name in block or name in given else 1 for name in names]
        if same is None or not shape.identical:
            own = tuple(names.index(name) for name in block)
            same = _normal(rng.integers(1, PRIME, extent), own)
        table = table * same.reshape(extent) % PRIME
    return Joint(names, table)


def _normal(table: Array, axes: tuple[int, ...]) -> Array:
    total = table.sum(axis=axes, keepdims=True) % PRIME
    if not total.all():  # once in 2^31 draws
        table, total = table + 1, (table + 1).sum(axis=axes, keepdims=True) % PRIME
    return table * inverse(total) % PRIME
