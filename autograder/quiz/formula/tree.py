"""A formula as a tree, as it was written: nothing is simplified, so that its form can be judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Number:
    value: Fraction


@dataclass(frozen=True)
class Symbol:
    """A variable, or one of the constants `e` and `π`."""

    name: str


@dataclass(frozen=True)
class Add:
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Multiply:
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Quotient:
    above: Node
    below: Node


@dataclass(frozen=True)
class Power:
    base: Node
    exponent: Node


@dataclass(frozen=True)
class Call:
    """A function of `functions.FUNCTIONS`."""

    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True)
class Derived:
    """A derivative that was written with its sign; `value` is what it comes to."""

    value: Node


@dataclass(frozen=True)
class Unworked:
    """A derivative of something that has no formula, such as `dL/dw`: a sign and no value."""


Node = Number | Symbol | Add | Multiply | Quotient | Power | Call | Derived | Unworked

ZERO = Number(Fraction(0))
ONE = Number(Fraction(1))
MINUS_ONE = Number(Fraction(-1))


def children(node: Node) -> tuple[Node, ...]:
    match node:
        case Add(parts=parts) | Multiply(parts=parts):
            return parts
        case Quotient(above=above, below=below):
            return above, below
        case Power(base=base, exponent=exponent):
            return base, exponent
        case Call(arguments=arguments):
            return arguments
        case Derived(value=value):
            return (value,)
    return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it."""
    yield node
    for child in children(node):
        yield from walk(child)


def negative(node: Node) -> Node:
    return Multiply((MINUS_ONE, node))
