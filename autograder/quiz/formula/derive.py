"""The derivative of a tree, by the rules of the first year; nothing is simplified."""

from __future__ import annotations

from fractions import Fraction

from autograder.quiz.formula.functions import FUNCTIONS
from autograder.quiz.formula.tree import (
    MINUS_ONE,
    ONE,
    ZERO,
    Add,
    Call,
    Derived,
    Multiply,
    Node,
    Number,
    Power,
    Quotient,
    Symbol,
    Unworked,
    negative,
    walk,
)

MAX_NODES = 5000
MAX_INPUT = 600
MAX_DEPTH = 80
_HALF = Number(Fraction(1, 2))


class TooLargeError(Exception):
    """The derivative is larger than what is worked with."""


def size(node: Node) -> int:
    """The number of nodes; raises TooLargeError above the most."""
    count = 0
    for count, _ in enumerate(walk(node), 1):
        if count > MAX_NODES:
            raise TooLargeError
    return count


def derivative(node: Node, by: str) -> Node:
    """d node / d by; raises TooLargeError."""
    if size(node) > MAX_INPUT:
        raise TooLargeError
    found = _Rules(by).derive(node)
    size(found)
    return found


class _Rules:
    """The rules for one variable, and how often they may still be used."""

    def __init__(self, by: str) -> None:
        self._by = by
        self._steps = MAX_NODES
        self._depth = 0

    def derive(self, node: Node) -> Node:
        self._steps -= 1
        self._depth += 1
        if self._steps < 0 or self._depth > MAX_DEPTH:
            raise TooLargeError
        found = self._by_kind(node)
        self._depth -= 1
        return found

    def _by_kind(self, node: Node) -> Node:
        match node:
            case Symbol(name=name):
                return ONE if name == self._by else ZERO
            case Add(parts=parts):
                return _sum([self.derive(part) for part in parts])
            case Multiply(parts=parts):
                each = [
                    _product([*parts[:at], self.derive(part), *parts[at + 1 :]])
                    for at, part in enumerate(parts)
                ]
                return _sum(each)
            case Quotient():
                return self._quotient(node)
            case Power(base=base, exponent=exponent):
                return self._power(base, exponent)
            case Call():
                return self._call(node)
            case Derived(value=value):
                return self.derive(value)
        return node if isinstance(node, Unworked) else ZERO

    def _quotient(self, node: Quotient) -> Node:
        above, below = node.above, node.below
        first = _product([self.derive(above), below])
        second = _product([MINUS_ONE, above, self.derive(below)])
        top = _sum([first, second])
        return ZERO if top == ZERO else Quotient(top, Power(below, Number(Fraction(2))))

    def _power(self, base: Node, exponent: Node) -> Node:
        inner, outer = self.derive(base), self.derive(exponent)
        first = _product([exponent, Power(base, Add((exponent, MINUS_ONE))), inner])
        second = _product([Power(base, exponent), Call("ln", (base,)), outer])
        return _sum([first, second])

    def _call(self, node: Call) -> Node:
        if node.name in ("max", "min"):
            first, *rest = node.arguments
            if not rest:
                return self.derive(first)
            # max(a, b) = (a + b + |a − b|) / 2, and min has the other sign
            other: Node = Call(node.name, tuple(rest))
            gap = Call("abs", (Add((first, negative(other))),))
            both = Add((first, other, gap if node.name == "max" else negative(gap)))
            return self.derive(Multiply((_HALF, both)))
        (argument,) = node.arguments
        return _product([FUNCTIONS[node.name].slope(argument), self.derive(argument)])


def _sum(parts: list[Node]) -> Node:
    kept = tuple(part for part in parts if part != ZERO)
    if len(kept) < 2:
        return kept[0] if kept else ZERO
    return Add(kept)


def _product(parts: list[Node]) -> Node:
    if ZERO in parts:
        return ZERO
    kept = tuple(part for part in parts if part != ONE)
    if len(kept) < 2:
        return kept[0] if kept else ONE
    return Multiply(kept)
