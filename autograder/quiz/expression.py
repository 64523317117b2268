"""A small, safe language for the numbers of a quiz: `(n + 2*p - k) // s + 1`.

Our own parser makes a tree of it; nothing is ever evaluated as code. Text, depth and values are
bounded, so that every expression ends quickly. Values are numbers, truth values and texts; texts
can only be compared.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NoReturn

MAX_LENGTH = 500
MAX_DEPTH = 30
MAX_NUMBER = 10**30
MAX_ARGUMENTS = 20

Value = int | float | str
Names = Mapping[str, Value]
_Node = Callable[[Names], Value]

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|'(?P<text>[^'\n]*)'"
    r"|(?P<sign>\*\*|//|[=!<>]=|[-+*/%<>(),]))"
)


class ExpressionError(Exception):
    """An expression cannot be read, or has no value. `position` counts characters from 0."""

    def __init__(self, message: str, position: int = 0) -> None:
        self.position = position
        super().__init__(message)


@dataclass(frozen=True)
class Expression:
    """A parsed expression, or a plain number."""

    source: str
    names: frozenset[str]
    """The parameters that it uses."""
    root: _Node

    def value(self, names: Names) -> Value:
        """Its value with these parameters; raises ExpressionError if it has none."""
        try:
            return _bounded(self.root(names))
        except ZeroDivisionError:
            raise ExpressionError(f"{self.source} divides by zero") from None
        except (ValueError, OverflowError, TypeError) as error:
            raise ExpressionError(f"{self.source} has no value: {error}") from None

    def number(self, names: Names) -> int | float:
        """Its value, which has to be a number; raises ExpressionError."""
        value = self.value(names)
        if isinstance(value, str | bool):
            raise ExpressionError(f"{self.source} is no number but {value!r}")
        return value

    def holds(self, names: Names) -> bool:
        """Its truth value; raises ExpressionError if it has another one."""
        value = self.value(names)
        if not isinstance(value, bool):
            raise ExpressionError(f"{self.source} is neither true nor false but {value!r}")
        return value


def constant(value: Value) -> Expression:
    """A plain value as an expression."""
    return Expression(str(value), frozenset(), lambda _: value)


def parse(source: str) -> Expression:
    """The expression that `source` writes; raises ExpressionError with its position."""
    if len(source) > MAX_LENGTH:
        raise ExpressionError(f"the expression is longer than {MAX_LENGTH} characters")
    parser = _Parser(source)
    root = parser.whole()
    return Expression(source.strip(), frozenset(parser.names), root)


def _bounded(value: Value) -> Value:
    if isinstance(value, bool | str):
        return value
    if isinstance(value, float) and not math.isfinite(value):
        raise OverflowError("the number is not finite")
    if abs(value) > MAX_NUMBER:
        raise OverflowError("the number is larger than 1e30")
    return value


def _number(value: Value) -> int | float:
    if isinstance(value, bool | str):
        raise TypeError(f"{value!r} is no number")
    return value


def _power(base: float, exponent: float) -> float:
    if abs(exponent) > 200:
        raise OverflowError("the exponent is larger than 200")
    result: int | float | complex = base**exponent
    if isinstance(result, complex):
        raise ValueError("the root of a negative number")
    return result


def _factorial(n: float) -> int:
    if n != int(n) or not 0 <= n <= 25:
        raise ValueError("factorial takes whole numbers from 0 to 25")
    return math.factorial(int(n))


def _comb(n: float, k: float) -> int:
    if n != int(n) or k != int(k) or not 0 <= k <= n <= 100:
        raise ValueError("comb takes whole numbers up to 100")
    return math.comb(int(n), int(k))


def _gcd(a: float, b: float) -> int:
    if a != int(a) or b != int(b):
        raise ValueError("gcd takes whole numbers")
    return math.gcd(int(a), int(b))


def _round(value: float, digits: float = 0) -> int | float:
    if digits != int(digits) or abs(digits) > 30:
        raise ValueError("round takes a whole number of digits")
    return round(value, int(digits)) if digits else math.floor(value + 0.5)


_Function = Callable[..., int | float]
FUNCTIONS: Mapping[str, tuple[_Function, int, int]] = {
    "abs": (abs, 1, 1),
    "min": (min, 2, MAX_ARGUMENTS),
    "max": (max, 2, MAX_ARGUMENTS),
    "floor": (math.floor, 1, 1),
    "ceil": (math.ceil, 1, 1),
    "round": (_round, 1, 2),
    "sqrt": (math.sqrt, 1, 1),
    "exp": (math.exp, 1, 1),
    "log": (math.log, 1, 1),
    "log2": (math.log2, 1, 1),
    "log10": (math.log10, 1, 1),
    "sin": (math.sin, 1, 1),
    "cos": (math.cos, 1, 1),
    "tanh": (math.tanh, 1, 1),
    "comb": (_comb, 2, 2),
    "factorial": (_factorial, 1, 1),
    "gcd": (_gcd, 2, 2),
}
"""Name -> the function, and how many arguments it takes at least and at most."""
CONSTANTS: Mapping[str, float] = {"pi": math.pi, "e": math.e}
_WORDS = ("and", "or", "not", "if")
RESERVED = frozenset({*FUNCTIONS, *CONSTANTS, *_WORDS})
"""Words that no parameter may be called by."""

_Operator = Callable[[int | float, int | float], int | float]
_SUMS: Mapping[str, _Operator] = {"+": operator.add, "-": operator.sub}
_PRODUCTS: Mapping[str, _Operator] = {
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
}
_ORDERS: Mapping[str, Callable[[int | float, int | float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class _Parser:
    """Recursive descent; each method reads one level of precedence and returns a closure."""

    def __init__(self, source: str) -> None:
        self.names: set[str] = set()
        self._source = source
        self._tokens = self._split()
        self._next = 0
        self._depth = 0

    def whole(self) -> _Node:
        node = self._or()
        kind, word, position = self._tokens[self._next]
        if kind:
            raise ExpressionError(f"{word!r} does not belong here", position)
        return node

    def _split(self) -> list[tuple[str, str, int]]:
        tokens, position = [], 0
        end = len(self._source.rstrip())
        while position < end:
            match = _TOKEN.match(self._source, position)
            if match is None:
                start = (
                    position + len(self._source[position:]) - len(self._source[position:].lstrip())
                )
                sign = self._source[start]
                advice = "; write ** for a power" if sign == "^" else ""
                advice = "; write == to compare" if sign == "=" else advice
                raise ExpressionError(f"{sign!r} is no sign of this language{advice}", start)
            kind = str(match.lastgroup)
            tokens.append((kind, match[kind], match.start(kind)))
            position = match.end()
        tokens.append(("", "", end))
        return tokens

    def _take(self, *words: str) -> str:
        """The next sign or word if it is one of these, and the parser goes past it; else ""."""
        kind, word, _ = self._tokens[self._next]
        if kind in ("sign", "name") and word in words:
            self._next += 1
            return word
        return ""

    def _expect(self, sign: str) -> None:
        if not self._take(sign):
            self._fail(f"expected {sign!r}")

    def _fail(self, expected: str) -> NoReturn:
        kind, word, position = self._tokens[self._next]
        raise ExpressionError(f"{expected}, not {word!r}" if kind else f"{expected} here", position)

    def _or(self) -> _Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ExpressionError("too many brackets", self._tokens[self._next][2])
        node = self._and()
        while self._take("or"):
            node = _either(node, self._and())
        self._depth -= 1
        return node

    def _and(self) -> _Node:
        node = self._not()
        while self._take("and"):
            node = _both(node, self._not())
        return node

    def _not(self) -> _Node:
        negated = False
        while self._take("not"):
            negated = not negated
        node = self._comparison()
        return _negation(node) if negated else node

    def _comparison(self) -> _Node:
        node = self._sum()
        sign = self._take("==", "!=", *_ORDERS)
        if not sign:
            return node
        other = self._sum()
        if self._take("==", "!=", *_ORDERS):
            self._next -= 1
            self._fail("join two comparisons with 'and'")
        return _comparison(sign, node, other)

    def _sum(self) -> _Node:
        node = self._product()
        while sign := self._take("+", "-"):
            node = _binary(_SUMS[sign], node, self._product())
        return node

    def _product(self) -> _Node:
        node = self._signed()
        while sign := self._take("*", "/", "//", "%"):
            node = _binary(_PRODUCTS[sign], node, self._signed())
        return node

    def _signed(self) -> _Node:
        minus = False
        while sign := self._take("+", "-"):
            minus = minus != (sign == "-")
        node = self._power()
        return (lambda names: -_number(node(names))) if minus else node

    def _power(self) -> _Node:
        base = self._atom()
        if not self._take("**"):
            return base
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ExpressionError("too many powers", self._tokens[self._next][2])
        exponent = self._signed()
        self._depth -= 1
        return _binary(_power, base, exponent)

    def _atom(self) -> _Node:
        kind, word, position = self._tokens[self._next]
        if self._take("("):
            node = self._or()
            self._expect(")")
            return node
        if kind == "number":
            self._next += 1
            if len(word) > 40:
                raise ExpressionError("the number is too long", position)
            number = int(word) if word.isdigit() else float(word)
            return lambda _: number
        if kind == "text":
            self._next += 1
            return lambda _: word
        if kind == "name" and word not in ("and", "or", "not"):
            self._next += 1
            return self._named(word, position)
        return self._fail("expected a number, a name or '('")

    def _named(self, word: str, position: int) -> _Node:
        if word == "if" or word in FUNCTIONS:
            return self._call(word, position)
        if word in CONSTANTS:
            number = CONSTANTS[word]
            return lambda _: number
        if self._take("("):
            raise ExpressionError(f"there is no function {word}", position)
        self.names.add(word)
        return lambda names: names[word]

    def _call(self, word: str, position: int) -> _Node:
        self._expect("(")
        arguments = [self._or()]
        while self._take(","):
            arguments.append(self._or())
        self._expect(")")
        least, most = (3, 3) if word == "if" else FUNCTIONS[word][1:]
        if not least <= len(arguments) <= most:
            expected = str(least) if least == most else f"{least} to {most}"
            raise ExpressionError(f"{word} takes {expected} values, not {len(arguments)}", position)
        if word == "if":
            return _condition(*arguments)
        function = FUNCTIONS[word][0]
        return lambda names: function(*(_number(node(names)) for node in arguments))


def _binary(function: _Operator, left: _Node, right: _Node) -> _Node:
    return lambda names: _bounded(function(_number(left(names)), _number(right(names))))


def _truth(value: Value) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{value!r} is neither true nor false")
    return value


def _either(left: _Node, right: _Node) -> _Node:
    return lambda names: _truth(left(names)) or _truth(right(names))


def _both(left: _Node, right: _Node) -> _Node:
    return lambda names: _truth(left(names)) and _truth(right(names))


def _negation(node: _Node) -> _Node:
    return lambda names: not _truth(node(names))


def _comparison(sign: str, left: _Node, right: _Node) -> _Node:
    if sign in ("==", "!="):
        return lambda names: (left(names) == right(names)) == (sign == "==")
    order = _ORDERS[sign]
    return lambda names: order(_number(left(names)), _number(right(names)))


def _condition(condition: _Node, then: _Node, otherwise: _Node) -> _Node:
    return lambda names: then(names) if _truth(condition(names)) else otherwise(names)
