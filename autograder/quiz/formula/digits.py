"""The value of a formula at one point, with as many digits as a comparison needs."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import mpmath

from autograder.quiz.formula.evaluate import TooMuchWorkError
from autograder.quiz.formula.functions import FUNCTIONS
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

_FIRST_DIGITS = 60
_BITS = math.log2(10)
_MOST_BITS = 3_000
"""Between the largest and the smallest number on the way: digits cost time."""
_LARGEST_EXPONENT = 20
"""In bits: a tower of powers has no bound."""
_SIMPLE = 5
"""What a sum or a product costs, beside functions and powers."""
_GUARD = 80
"""Bits below the smallest number on the way at which two values count as one."""
_GROWING = frozenset(["exp", "sinh", "cosh", "tanh", "sigmoid", "softplus"])


class Work:
    """How much may still be spent on one answer, in digits worked with."""

    def __init__(self, left: int = 600_000) -> None:
        self._left = left

    def spend(self, amount: int) -> None:
        """Raises TooMuchWorkError when it is used up."""
        self._left -= amount
        if self._left < 0:
            raise TooMuchWorkError


def same_value(first: Node, second: Node, values: Mapping[str, float], work: Work) -> bool:
    """Whether two formulas have one value at a point; False where either has none.

    A difference is seen however small it is beside the numbers that it comes from: digits are
    added until the smallest number met on the way to either value has many. Raises
    TooMuchWorkError where that would be more digits than an answer may cost.
    """
    digits = _FIRST_DIGITS
    while True:
        evaluator = _Digits(values, work, digits)
        with mpmath.workdps(digits):
            try:
                one, other = evaluator.value(first), evaluator.value(second)
                if not (mpmath.isfinite(one) and mpmath.isfinite(other)):
                    return False
            except (ArithmeticError, ValueError, TypeError):
                return False
            gap = one - other
            size = int(mpmath.mag(gap)) if gap else -math.inf
        bits = evaluator.highest - evaluator.lowest
        if size > evaluator.highest + bits - digits * _BITS + _GUARD / 2:
            return False
        needed = _FIRST_DIGITS + math.ceil(2 * bits / _BITS)
        if bits <= _GUARD / 2 or digits >= needed:
            return size <= evaluator.lowest - _GUARD
        if bits > _MOST_BITS:
            raise TooMuchWorkError
        digits = needed


class _Digits:
    """Evaluates at one point, and keeps how large and how small the numbers on the way were."""

    def __init__(self, values: Mapping[str, float], work: Work, digits: int) -> None:
        self._values = values
        self._work = work
        self._digits = digits
        self.lowest = 0
        self.highest = 0
        """Binary exponents of the smallest number but zero, and of the largest."""

    def value(self, node: Node) -> Any:
        """Raises ArithmeticError, ValueError or TypeError where the formula has no value."""
        self._work.spend(self._digits if isinstance(node, Call | Power) else _SIMPLE)
        found = self._raw(node)
        if found and mpmath.isfinite(found):
            size = int(mpmath.mag(found))
            self.lowest, self.highest = min(self.lowest, size), max(self.highest, size)
        return found

    def _raw(self, node: Node) -> Any:
        match node:
            case Number(value=value):
                return mpmath.mpf(value.numerator) / value.denominator
            case Symbol(name=name):
                values = self._values
                return mpmath.mpf(values[name]) if name in values else +_CONSTANTS[name]
            case Add(parts=parts):
                terms = [self.value(part) for part in parts]
                return self._settled(sum(terms, mpmath.mpf(0)), terms, self._digits)
            case Multiply(parts=parts):
                return math.prod((self.value(part) for part in parts), start=mpmath.mpf(1))
            case Quotient(above=above, below=below):
                return self.value(above) / self.value(below)
            case Power(base=base, exponent=exponent):
                return self._power(self.value(base), self.value(exponent))
            case Call(name=name, arguments=arguments):
                return self._call(name, [self.value(each) for each in arguments])
            case Derived(value=value):
                return self.value(value)
        raise ValueError("no value")

    def _settled(self, found: Any, operands: list[Any], digits: float) -> Any:
        """Zero for what a sum, or a function such as sin(3π), leaves at the last digits."""
        if not found or not mpmath.isfinite(found):
            return found
        largest = max((mpmath.mag(each) for each in operands if each), default=0)
        noise = largest - digits * _BITS + _GUARD / 2
        return mpmath.mpf(0) if mpmath.mag(found) < noise else found

    def _power(self, base: Any, exponent: Any) -> Any:
        if base and exponent:
            steepness = int(mpmath.mag(exponent)) + max(1, abs(int(mpmath.mag(base)))).bit_length()
            if steepness > _LARGEST_EXPONENT:
                raise TooMuchWorkError
        return base**exponent

    def _call(self, name: str, arguments: list[Any]) -> Any:
        most = _LARGEST_EXPONENT if name in _GROWING else _MOST_BITS
        if any(each and mpmath.mag(each) > most for each in arguments):
            raise TooMuchWorkError
        found = FUNCTIONS[name].exact(*arguments)
        if name in ("sin", "cos", "tan"):
            return self._settled(found, arguments, self._digits)
        if name in ("ln", "arccos"):  # zero at 1, where arccos has half of the digits only
            digits = self._digits if name == "ln" else self._digits / 2
            return self._settled(found, [mpmath.mpf(1)], digits)
        return found


_CONSTANTS = {"e": mpmath.e, "π": mpmath.pi}
