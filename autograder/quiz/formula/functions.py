"""The functions that a formula may use: their spellings, their values, their derivatives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Any

import mpmath
import numpy as np

from autograder.quiz.formula.tree import (
    MINUS_ONE,
    ONE,
    Add,
    Call,
    Multiply,
    Node,
    Number,
    Power,
    Quotient,
    negative,
)

_TWO = Number(Fraction(2))


@dataclass(frozen=True)
class Function:
    """`fast` on arrays of floats, `exact` on mpmath's numbers, `slope` as a tree of the argument.

    `arity` is None for any number of arguments. A function without `slope` is piecewise and is
    differentiated by cases elsewhere.
    """

    fast: Callable[..., Any]
    exact: Callable[..., Any]
    slope: Callable[[Node], Node]
    arity: int | None = 1


def _call(name: str, *arguments: Node) -> Node:
    return Call(name, arguments)


def _square(node: Node) -> Node:
    return Power(node, _TWO)


def _one_minus_square(node: Node) -> Node:
    return Add((ONE, negative(_square(node))))


def _sigmoid(x: Any) -> Any:
    return 0.5 * (1 + np.tanh(0.5 * x))


def _step(x: Any) -> Any:
    return (x > 0) * 1.0


FUNCTIONS: dict[str, Function] = {
    "sin": Function(np.sin, mpmath.sin, lambda x: _call("cos", x)),
    "cos": Function(np.cos, mpmath.cos, lambda x: negative(_call("sin", x))),
    "tan": Function(np.tan, mpmath.tan, lambda x: Quotient(ONE, _square(_call("cos", x)))),
    "arcsin": Function(
        np.arcsin, mpmath.asin, lambda x: Quotient(ONE, _call("sqrt", _one_minus_square(x)))
    ),
    "arccos": Function(
        np.arccos, mpmath.acos, lambda x: Quotient(MINUS_ONE, _call("sqrt", _one_minus_square(x)))
    ),
    "arctan": Function(np.arctan, mpmath.atan, lambda x: Quotient(ONE, Add((ONE, _square(x))))),
    "sinh": Function(np.sinh, mpmath.sinh, lambda x: _call("cosh", x)),
    "cosh": Function(np.cosh, mpmath.cosh, lambda x: _call("sinh", x)),
    "tanh": Function(np.tanh, mpmath.tanh, lambda x: _one_minus_square(_call("tanh", x))),
    "exp": Function(np.exp, mpmath.exp, lambda x: _call("exp", x)),
    "ln": Function(np.log, mpmath.log, lambda x: Quotient(ONE, x)),
    "sqrt": Function(
        np.sqrt, mpmath.sqrt, lambda x: Quotient(ONE, Multiply((_TWO, _call("sqrt", x))))
    ),
    "abs": Function(np.abs, abs, lambda x: _call("sign", x)),
    "sign": Function(np.sign, mpmath.sign, lambda _: Number(Fraction(0))),
    "sigmoid": Function(
        _sigmoid,
        lambda x: 1 / (1 + mpmath.exp(-x)),
        lambda x: Multiply((_call("sigmoid", x), Add((ONE, negative(_call("sigmoid", x)))))),
    ),
    "relu": Function(
        lambda x: np.maximum(x, 0), lambda x: max(x, mpmath.mpf(0)), lambda x: _call("step", x)
    ),
    "step": Function(_step, lambda x: mpmath.mpf(x > 0), lambda _: Number(Fraction(0))),
    "softplus": Function(
        lambda x: np.logaddexp(0, x),
        lambda x: mpmath.log(1 + mpmath.exp(x)),
        lambda x: _call("sigmoid", x),
    ),
    "max": Function(lambda *xs: reduce(np.maximum, xs), max, lambda x: x, None),
    "min": Function(lambda *xs: reduce(np.minimum, xs), min, lambda x: x, None),
}

SPELLINGS = {
    **{name: name for name in FUNCTIONS},
    "log": "ln",
    "sigma": "sigmoid",
    "σ": "sigmoid",
    "logistic": "sigmoid",
    "ReLU": "relu",
    "RELU": "relu",
    "Relu": "relu",
    "sgn": "sign",
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "Exp": "exp",
    "Abs": "abs",
    "heaviside": "step",
}
"""What people write -> the name in `FUNCTIONS`."""

BRACKETS_ONLY = frozenset(["sigmoid", "max", "min", "step", "sign", "relu", "abs"])
"""Functions whose argument is always in brackets: σ alone is more often a variable."""
