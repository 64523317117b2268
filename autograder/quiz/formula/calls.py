"""Reads what follows the name of a function: `sin(x)`, `sin 2x`, `sin^2 x`, `σ'(x)`, `log_2 x`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.quiz.formula.derive import derivative
from autograder.quiz.formula.functions import BRACKETS_ONLY, FUNCTIONS
from autograder.quiz.formula.tree import (
    Add,
    Call,
    Derived,
    Multiply,
    Node,
    Number,
    Power,
    Quotient,
    Symbol,
)
from autograder.quiz.notation.tokens import Kind

if TYPE_CHECKING:
    from autograder.quiz.formula.parse import Parser

_PLACE = "·"
"""Stands for the argument while a function is differentiated."""


def read_call(parser: Parser, name: str) -> Node:
    """After the name: a prime, a power, a base, and the argument."""
    cursor = parser.cursor
    primes = 0
    while cursor.accept("'"):
        primes += 1
    cursor.limit(10 * primes)
    base = _subscript(parser) if name == "ln" and cursor.accept("_") else None
    power = _power(parser, name) if cursor.accept("^") else None
    arguments = _arguments(parser, name)
    found: Node = Call(name, arguments)
    if base is not None:
        found = Quotient(found, Call("ln", (base,)))
    if primes:
        found = _primed(name, primes, arguments)
    return found if power is None else Power(found, power)


def _subscript(parser: Parser) -> Node:
    if parser.cursor.now.is_sign("{"):
        return parser.group()
    return parser.argument()


def _power(parser: Parser, name: str) -> Node:
    power = parser.exponent()
    if not isinstance(power, Number):  # sin^{-1} is the inverse to some and 1/sin to others
        raise parser.cursor.fault(
            f"Write ({name}(x))^n: here it is not clear whether a power or the inverse is meant.",
            f"거듭제곱인지 역함수인지 분명하지 않습니다. ({name}(x))^n과 같이 쓰십시오.",
        )
    return power


def _arguments(parser: Parser, name: str) -> tuple[Node, ...]:
    cursor = parser.cursor
    opened = cursor.now
    if not opened.is_sign("([{|"):
        if name in BRACKETS_ONLY or cursor.now.kind is Kind.END:
            raise cursor.fault(
                f"The argument of {name} stands in brackets: {name}(x).",
                f"{name}의 인수는 {name}(x)와 같이 괄호 안에 씁니다.",
            )
        return (parser.run(),)
    if opened.is_sign("|"):
        return (parser.run(),)
    cursor.take()
    found = [parser.expression()]
    while cursor.accept(","):
        found.append(parser.expression())
    cursor.expect(")]}", opened)
    arity = FUNCTIONS[name].arity
    if arity is not None and len(found) != arity:
        raise cursor.fault(
            f"{name} has one argument; {len(found)} are given.",
            f"{name}의 인수는 하나입니다. {len(found)}개가 주어졌습니다.",
            opened.start,
        )
    return tuple(found)


def _primed(name: str, primes: int, arguments: tuple[Node, ...]) -> Node:
    slope: Node = Call(name, (Symbol(_PLACE),))
    for _ in range(primes):
        slope = derivative(slope, _PLACE)
    return Derived(_placed(slope, arguments[0]))


def _placed(node: Node, argument: Node) -> Node:
    """The tree with the argument where its place was kept."""
    match node:
        case Symbol(name=name):
            return argument if name == _PLACE else node
        case Add(parts=parts):
            return Add(tuple(_placed(part, argument) for part in parts))
        case Multiply(parts=parts):
            return Multiply(tuple(_placed(part, argument) for part in parts))
        case Quotient(above=above, below=below):
            return Quotient(_placed(above, argument), _placed(below, argument))
        case Power(base=base, exponent=exponent):
            return Power(_placed(base, argument), _placed(exponent, argument))
        case Call(name=name, arguments=arguments):
            return Call(name, tuple(_placed(each, argument) for each in arguments))
    return node
