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
    found = _derive(node, by)
    size(found)
    return found


def _derive(node: Node, by: str) -> Node:
    match node:
        case Symbol(name=name):
            return ONE if name == by else ZERO
        case Add(parts=parts):
            return _sum([_derive(part, by) for part in parts])
        case Multiply(parts=parts):
            each = [
                _product([*parts[:at], _derive(part, by), *parts[at + 1 :]])
                for at, part in enumerate(parts)
            ]
            return _sum(each)
        case Quotient():
            return _quotient(node, by)
        case Power(base=base, exponent=exponent):
            return _power(base, exponent, by)
        case Call():
            return _call(node, by)
        case Derived(value=value):
            return _derive(value, by)
    return node if isinstance(node, Unworked) else ZERO


def _quotient(node: Quotient, by: str) -> Node:
    above, below = node.above, node.below
    first = _product([_derive(above, by), below])
    second = _product([MINUS_ONE, above, _derive(below, by)])
    top = _sum([first, second])
    return ZERO if top == ZERO else Quotient(top, Power(below, Number(Fraction(2))))


def _power(base: Node, exponent: Node, by: str) -> Node:
    inner, outer = _derive(base, by), _derive(exponent, by)
    first = _product([exponent, Power(base, Add((exponent, MINUS_ONE))), inner])
    second = _product([Power(base, exponent), Call("ln", (base,)), outer])
    return _sum([first, second])


def _call(node: Call, by: str) -> Node:
    if node.name in ("max", "min"):
        first, *rest = node.arguments
        if not rest:
            return _derive(first, by)
        # max(a, b) = (a + b + |a − b|) / 2, and min has the other sign
        other: Node = Call(node.name, tuple(rest))
        gap = Call("abs", (Add((first, negative(other))),))
        both = Add((first, other, gap if node.name == "max" else negative(gap)))
        return _derive(Multiply((_HALF, both)), by)
    (argument,) = node.arguments
    return _product([FUNCTIONS[node.name].slope(argument), _derive(argument, by)])


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
