"""The value of an expression for one joint distribution: a table over the values left free."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import NamedTuple

import numpy as np

from autograder.quiz.probability.family import Variable, shown
from autograder.quiz.probability.joint import Joint
from autograder.quiz.probability.modular import PRIME, Array, inverse, residue
from autograder.quiz.probability.resolve import Event, Term, events, resolved
from autograder.quiz.probability.tree import (
    Combine,
    Node,
    Number,
    Power,
    Probability,
    Quotient,
    Repeat,
    Sum,
)
from autograder.quiz.verdict import AnswerError
from autograder.text import Text

MAX_ENTRIES = 2**16
MAX_EXPONENT = 64
_STEP = 2000
"""What a step costs beside its entries, in entries."""


class Axis(NamedTuple):
    """The values of a variable that one name stands for: `A` and `A'` are two axes."""

    variable: Variable
    mark: str


@dataclass(frozen=True, eq=False)
class Table:
    """Values modulo the prime, one axis of the array for each of `axes`, which are sorted."""

    axes: tuple[Axis, ...]
    values: Array


class TooMuchWorkError(Exception):
    """The expression would take longer than an answer may."""


class UndefinedError(Exception):
    """The expression has no value, and the text says why."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.in_language("en"))


@dataclass
class Work:
    """What may still be spent on one answer, in entries of tables."""

    left: int

    def spend(self, entries: int) -> None:
        self.left -= entries + _STEP
        if self.left < 0:
            raise TooMuchWorkError


class Evaluator:
    """Values of trees for one joint distribution."""

    def __init__(self, joint: Joint, symbols: Mapping[str, int], work: Work) -> None:
        self._joint = joint
        self._symbols = dict(symbols)
        self._work = work
        self._terms: dict[Term, Table] = {}
        self._axes = {name: at for at, name in enumerate(joint.variables)}

    def value(self, node: Node) -> Table:
        """Raises UndefinedError, AnswerError, TooMuchWorkError and ZeroDivisionError."""
        return self._value(node, self._symbols)

    def _value(self, node: Node, symbols: dict[str, int]) -> Table:
        match node:
            case Number(value=value):
                return Table((), np.array(residue(value), dtype=np.int64))
            case Probability():
                return self._term(resolved(node, symbols), node.position)
            case Combine(operator=operator, parts=parts):
                return self._combine(operator, [self._value(part, symbols) for part in parts])
            case Repeat():
                return self._repeat(node, symbols)
            case Quotient(above=above, below=below):
                return self._times(
                    self._value(above, symbols), self._inverse(self._value(below, symbols))
                )
            case Sum(over=over, body=body):
                axes = [Axis(event.variable, event.mark) for event in events(over, symbols)]
                return self._sum(self._value(body, symbols), axes)
            case Power():
                return self._power(node, symbols)

    def _repeat(self, node: Repeat, symbols: dict[str, int]) -> Table:
        first, last = node.first.at(symbols), node.last.at(symbols)
        total = Table((), np.array(node.operator == "product", dtype=np.int64))
        for number in range(first, last + 1):
            inner = self._value(node.body, {**symbols, node.symbol: number})
            total = self._combine(node.operator, [total, inner])
        return total

    def _power(self, node: Power, symbols: dict[str, int]) -> Table:
        exponent = node.exponent.at(symbols)
        if abs(exponent) > MAX_EXPONENT:
            raise AnswerError(
                Text.of("The exponent is too large.", "지수가 너무 큽니다."), node.position
            )
        base = self._value(node.base, symbols)
        if exponent < 0:
            base = self._inverse(base)
        one = Table((), np.array(1, dtype=np.int64))
        return self._combine("product", [one, *[base] * abs(exponent)])

    def _combine(self, operator: str, parts: list[Table]) -> Table:
        return reduce(self._times if operator == "product" else self._plus, parts)

    def _times(self, a: Table, b: Table) -> Table:
        axes, left, right = self._aligned(a, b)
        return Table(axes, left * right % PRIME)

    def _plus(self, a: Table, b: Table) -> Table:
        axes, left, right = self._aligned(a, b)
        return Table(axes, (left + right) % PRIME)

    def _inverse(self, table: Table) -> Table:
        self._work.spend(8 * table.values.size)
        return replace(table, values=inverse(table.values))

    def _sum(self, table: Table, axes: list[Axis]) -> Table:
        self._work.spend(table.values.size)
        bound = tuple(at for at, axis in enumerate(table.axes) if axis in axes)
        values = table.values.sum(axis=bound) % PRIME
        for axis in set(axes) - set(table.axes):  # a sum over what the body does not depend on
            values = values * self._size(axis.variable) % PRIME
        kept = tuple(axis for axis in table.axes if axis not in axes)
        return Table(kept, values)

    def same(self, a: Table, b: Table) -> bool:
        """Whether both are the same function of all that is free in either."""
        _, left, right = self._aligned(a, b)
        return bool((left == right).all())

    def _aligned(self, a: Table, b: Table) -> tuple[tuple[Axis, ...], Array, Array]:
        axes = a.axes if a.axes == b.axes else tuple(sorted({*a.axes, *b.axes}, key=_order))
        size = math.prod(self._size(axis.variable) for axis in axes)
        if size > MAX_ENTRIES:
            raise TooMuchWorkError
        self._work.spend(size)
        return axes, _spread(a, axes), _spread(b, axes)

    def _size(self, name: Variable) -> int:
        return int(self._joint.table.shape[self._axis(name)])

    def _axis(self, name: Variable) -> int:
        if name not in self._axes:
            raise UndefinedError(_missing(name))
        return self._axes[name]

    # One P(…)

    def _term(self, term: Term, position: int) -> Table:
        if term not in self._terms:
            _check_values(term, position)
            above = self._marginal(term.left | term.right, position)
            if term.right:
                below = self._marginal(term.right, position)
                above = self._times(above, self._inverse(below))
            self._terms[term] = above
        return self._terms[term]

    def _marginal(self, wanted: frozenset[Event], position: int) -> Table:
        """P of all the events together."""
        self._work.spend(self._joint.table.size)
        ordered = sorted(wanted, key=lambda event: _order(Axis(event.variable, event.mark)))
        kept = [self._axis(event.variable) for event in ordered]
        others = tuple(at for at in self._axes.values() if at not in kept)
        values = self._joint.table.sum(axis=others) % PRIME
        values = values.transpose([sorted(kept).index(at) for at in kept])
        axes: list[Axis] = []
        for event in ordered:
            at = len(axes)
            if event.value is not None:
                if not 0 <= event.value < values.shape[at]:
                    raise AnswerError(_no_value(event, values.shape[at]), position)
                one = values.take(event.value, axis=at)
                values = (values.sum(axis=at) - one) % PRIME if event.negated else one
                continue
            if event.negated:
                values = (values.sum(axis=at, keepdims=True) - values) % PRIME
            axes.append(Axis(event.variable, event.mark))
        return Table(tuple(axes), values)


def _order(axis: Axis) -> tuple[str, int, str]:
    (base, index), mark = axis
    return base, index or 0, mark


def _spread(table: Table, axes: tuple[Axis, ...]) -> Array:
    """The values with an axis of length 1 for each of `axes` that the table has not."""
    if table.axes == axes:
        return table.values
    shape = iter(table.values.shape)
    return table.values.reshape([next(shape) if axis in table.axes else 1 for axis in axes])


def _check_values(term: Term, position: int) -> None:
    """A variable takes one value in a P(…); twice the same says nothing new."""
    seen: dict[Variable, Event] = {}
    for event in term.left | term.right:
        other = seen.setdefault(event.variable, event)
        if other != event:
            name = shown(event.variable)
            raise AnswerError(
                Text.of(
                    f"{name} stands in one P(…) with two different values.",
                    f"하나의 P(…) 안에 {name}이(가) 서로 다른 두 값으로 쓰였습니다.",
                ),
                position,
            )


def _missing(name: Variable) -> Text:
    if name[1] is not None and name[1] < 1:
        return Text.of(
            f"The expression reaches {shown(name)}, and the sequence starts at {name[0]}_1: where "
            f"does its product have to start?",
            f"이 식에는 {shown(name)}이(가) 나오지만, 시퀀스는 {name[0]}_1부터 "
            f"시작합니다. 곱이 어디에서 시작해야 하는지 확인하십시오.",
        )
    return Text.of(
        f"{shown(name)} does not exist in this question; the expression reaches it.",
        f"이 식에는 {shown(name)}이(가) 나오지만, 문제에는 그런 변수가 없습니다.",
    )


def _no_value(event: Event, count: int) -> Text:
    return Text.of(
        f"{shown(event.variable)} cannot be tested at the value {event.value}: the question gives "
        f"it the values 0 to {count - 1}.",
        f"{shown(event.variable)}의 값 {event.value}은(는) 없습니다. 가능한 값은 0부터 "
        f"{count - 1}까지입니다.",
    )
