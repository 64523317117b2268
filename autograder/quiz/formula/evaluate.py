"""The value of a formula at many points at once, in floats: quick, and nearly always enough."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
    children,
)

Array = NDArray[np.float64]
MAX_STEPS = 10_000


class TooMuchWorkError(Exception):
    """The formula would take longer than an answer may."""


class Floats:
    """Values at many points at once, and how large the numbers on the way were."""

    def __init__(self, values: Mapping[str, Array], count: int) -> None:
        self._values = values
        self._steps = MAX_STEPS
        self.largest: Array = np.zeros(count)
        """The largest number met on the way, for each point; not finite where one was not."""
        self._count = count

    def value(self, node: Node) -> Array:
        """Shape (points,); nan or infinite where the formula has no value."""
        with np.errstate(all="ignore"):
            return np.broadcast_to(self._value(node), (self._count,))

    def _value(self, node: Node) -> Array:
        self._steps -= 1
        if self._steps < 0:
            raise TooMuchWorkError
        found = np.asarray(self._raw(node), dtype=np.float64)
        self.largest = np.maximum(self.largest, np.abs(found))
        return found

    def _raw(self, node: Node) -> Any:
        match node:
            case Number(value=value):
                return float(value)
            case Symbol(name=name):
                return self._values[name] if name in self._values else _CONSTANTS[name]
            case Add(parts=parts):
                return sum(self._value(part) for part in parts)
            case Multiply(parts=parts):
                return math.prod(self._value(part) for part in parts)
            case Quotient() | Power():
                first, second = (self._value(child) for child in children(node))
                return first / second if isinstance(node, Quotient) else first**second
            case Call(name=name, arguments=arguments):
                return FUNCTIONS[name].fast(*(self._value(each) for each in arguments))
            case Derived(value=value):
                return self._value(value)
        return math.nan


_CONSTANTS = {"e": math.e, "π": math.pi}
