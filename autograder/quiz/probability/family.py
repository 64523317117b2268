"""Over which joint distributions an identity must hold, and which form an answer must have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from autograder.quiz.notation.words import GREEK

MAX_TABLE = 2**14
"""Entries of the largest joint table."""
MAX_VARIABLES = 11

_NAME = re.compile(r"([^\W\d_]+)(?:_\{?(\d{1,3})\}?|(\d{1,3}))?")
_RESERVED = {"p", "pr", "prob", "sum", "prod", "and", "or", "given"}

Variable = tuple[str, int | None]
"""A variable's base and, for `X_3`, its index."""


class Kind(StrEnum):
    """The families of joint distributions."""

    ANY = "any"
    INDEPENDENT = "independent"
    IID = "iid"
    MARKOV = "markov"
    DAG = "dag"


@dataclass(frozen=True)
class Sequence:
    """`X_1, …, X_t` of symbolic length; tried at every one of `sizes`."""

    name: str = "X"
    length: str = "t"
    sizes: tuple[int, ...] = (3, 4, 5)


@dataclass(frozen=True)
class Family:
    """The joint distributions that a question is about.

    Either `variables` (`A`, `Rain`, `θ`, `X_1`) or a `sequence`. `order` is that of a Markov
    family: a number, or the name of a symbol (`tau`) that is tried at many. `edges` are those of
    a DAG. `values` says how many values a variable has where that matters; elsewhere 2 and 3 are
    mixed. Raises ValueError for what makes no family.
    """

    kind: Kind
    variables: tuple[str, ...] = ()
    sequence: Sequence | None = None
    order: int | str | None = None
    edges: tuple[tuple[str, str], ...] = ()
    values: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        if bool(self.variables) == (self.sequence is not None):
            raise ValueError("name either the variables or a sequence")
        if (self.kind is Kind.MARKOV) != (self.order is not None):
            raise ValueError("an order belongs to a Markov family, and it needs one")
        if isinstance(self.order, int) and self.order < 1:
            raise ValueError("the order of a Markov family is at least 1")
        if self.edges and self.kind is not Kind.DAG:
            raise ValueError("edges belong to a DAG")
        if self.kind is Kind.DAG and self.sequence is not None:
            raise ValueError("a DAG needs its variables by name, such as X_1, X_2, X_3")
        names = self.names
        if len(set(names)) < len(names):
            raise ValueError("a variable is named twice")
        if any(base.casefold() in _RESERVED for base, _ in names):
            raise ValueError("P, Pr, sum and prod are no names for variables")
        for name, count in self.values:
            if variable(name) not in names or not 2 <= count <= 8:
                raise ValueError(f"{name}: a variable of the family has 2 to 8 values")
        self._check_edges()
        self._check_sizes()

    def _check_edges(self) -> None:
        graph: dict[Variable, set[Variable]] = {name: set() for name in self.names}
        for cause, effect in self.edges:
            if variable(cause) not in graph or variable(effect) not in graph:
                raise ValueError(f"{cause} -> {effect}: both ends must be variables")
            graph[variable(effect)].add(variable(cause))
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            raise ValueError("the edges make a circle") from error

    def _check_sizes(self) -> None:
        largest = max(self.sequence.sizes) if self.sequence else len(self.variables)
        if self.sequence and (not self.sequence.sizes or not min(self.sequence.sizes) >= 1):
            raise ValueError("a sequence is tried at lengths of 1 and more")
        if largest > MAX_VARIABLES:
            raise ValueError(f"at most {MAX_VARIABLES} variables can be checked")

    def longer_than(self, least: int) -> Family:
        """The family at such lengths only: `P(X_1)P(X_2|X_1)⋯` speaks of no shorter sequence."""
        if self.sequence is None:
            return self
        sizes = tuple(size for size in self.sequence.sizes if size > least)
        sizes = sizes or (min(least + 1, MAX_VARIABLES),)
        return replace(self, sequence=replace(self.sequence, sizes=sizes))

    @cached_property
    def names(self) -> tuple[Variable, ...]:
        """The declared variables; for a sequence those of its greatest length."""
        if self.sequence:
            count = max(self.sequence.sizes, default=0)
            return tuple((self.sequence.name, index) for index in range(1, count + 1))
        return tuple(variable(name) for name in self.variables)

    @cached_property
    def symbols(self) -> tuple[str, ...]:
        """The symbols that stand for numbers: the length, the order."""
        names = [self.sequence.length] if self.sequence else []
        names += [self.order] if isinstance(self.order, str) else []
        return tuple(GREEK.get(name, name) for name in names)

    def instances(self) -> Iterator[Instance]:
        """The concrete sets of variables that the family is tried at."""
        for size in self.sequence.sizes if self.sequence else (len(self.variables),):
            names = self.names[:size]
            for order in self._orders(size):
                symbols: dict[str, int] = {}
                if self.sequence:
                    symbols[self.symbols[0]] = size
                if isinstance(self.order, str) and order is not None:
                    symbols[self.symbols[-1]] = order
                yield Instance(names, tuple(symbols.items()), order)

    def _orders(self, size: int) -> tuple[int | None, ...]:
        """The orders that are tried with so many variables.

        A symbolic one is tried up to the whole past, or a fixed number of conditions would do for
        it. The last to be tried is 2, where the form of an answer is looked at: the longest
        condition there is not yet all of the past.
        """
        if not isinstance(self.order, str):
            return (self.order,)
        return tuple(order for order in (*range(3, size), 1, 2) if order < size)


@dataclass(frozen=True)
class Instance:
    """The variables at one length, with what its symbols stand for."""

    variables: tuple[Variable, ...]
    symbols: tuple[tuple[str, int], ...]
    order: int | None


@dataclass(frozen=True)
class FormRules:
    """Which form an answer must have, whatever its value. None and True: no such rule."""

    max_left: int | None = None
    """At most so many variables left of each bar."""
    max_right: int | None = None
    sums: bool = True
    quotients: bool = True
    product: bool = False
    """Must be a product of at least two probabilities."""
    repeat_target: bool = True
    """May the probability that is asked for appear on the right side?"""
    terms: tuple[str, ...] = ()
    """Only these probabilities may be used, where there are any."""


@dataclass(frozen=True)
class ProbabilityKey:
    """The question: what is to be rewritten, for which distributions, in which form."""

    left: str
    family: Family
    form: FormRules = FormRules()
    right: str | None = None
    """An answer of the author's; only checked and shown."""


def variable(name: str) -> Variable:
    """`X_3`, `X3` and `X_{3}` -> ("X", 3); raises ValueError for what is no name."""
    found = _NAME.fullmatch(name.removeprefix("\\"))
    if found is None:
        raise ValueError(f"{name!r} is no name of a variable; A, Rain, θ and X_1 are")
    base, lowered, trailing = found.groups()
    digits = lowered or trailing
    return GREEK.get(base, base), int(digits) if digits else None


def shown(name: Variable) -> str:
    """The variable as feedback writes it."""
    base, index = name
    return base if index is None else f"{base}_{index}"
