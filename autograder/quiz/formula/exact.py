"""Proves two formulas equal where sympy can do so in little time; for authors, not for answers.

The sympy objects are built by hand from our trees. sympy never sees a text.
"""

from __future__ import annotations

import sympy

from autograder.quiz.formula.key import FormulaKey
from autograder.quiz.formula.parse import parse
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
    Unworked,
    walk,
)

_MOST_NODES = 120
_LARGEST_POWER = 6
"""Of a sum; expanding has a bound in time only where powers have one."""


def proved_equal(first: str, second: str, key: FormulaKey) -> bool:
    """Whether both are the same function by algebra alone; False where that cannot be shown.

    Raises AnswerError for what cannot be read.
    """
    names = [variable.name for variable in key.variables]
    trees = [parse(text, names)[-1] for text in (first, second)]
    if not all(_is_small(tree) for tree in trees):
        return False
    one, other = (_sympy(tree) for tree in trees)
    numerator, _ = sympy.fraction(sympy.together((one - other).rewrite(sympy.exp)))
    return bool(sympy.expand(numerator) == 0)


def _is_small(tree: Node) -> bool:
    nodes = list(walk(tree))
    powers = [node for node in nodes if isinstance(node, Power) and isinstance(node.base, Add)]
    return (
        len(nodes) <= _MOST_NODES
        and len(powers) <= 3
        and all(
            isinstance(node.exponent, Number) and abs(node.exponent.value) <= _LARGEST_POWER
            for node in powers
        )
        and not any(isinstance(node, Unworked) for node in nodes)
    )


def _sympy(node: Node) -> sympy.Expr:
    match node:
        case Number(value=value):
            return sympy.Rational(value.numerator, value.denominator)
        case Symbol(name=name):
            return {"e": sympy.E, "π": sympy.pi}.get(name) or sympy.Symbol(name, real=True)
        case Add(parts=parts):
            return sympy.Add(*map(_sympy, parts))
        case Multiply(parts=parts):
            return sympy.Mul(*map(_sympy, parts))
        case Quotient(above=above, below=below):
            return _sympy(above) / _sympy(below)
        case Power(base=base, exponent=exponent):
            return _sympy(base) ** _sympy(exponent)
        case Call(name=name, arguments=arguments):
            return _call(name, [_sympy(each) for each in arguments])
        case Derived(value=value):
            return _sympy(value)
    raise ValueError("no value")


def _call(name: str, arguments: list[sympy.Expr]) -> sympy.Expr:
    first = arguments[0]
    match name:
        case "sigmoid":
            return 1 / (1 + sympy.exp(-first))
        case "softplus":
            return sympy.log(1 + sympy.exp(first))
        case "relu":
            return sympy.Max(first, 0)
        case "step":
            return sympy.Heaviside(first, 0)
    return getattr(sympy, _NAMES[name])(*arguments)


_NAMES = {
    "sin": "sin", "cos": "cos", "tan": "tan", "arcsin": "asin", "arccos": "acos", "arctan": "atan",
    "sinh": "sinh", "cosh": "cosh", "tanh": "tanh", "exp": "exp", "ln": "log", "sqrt": "sqrt",
    "abs": "Abs", "sign": "sign", "max": "Max", "min": "Min",
}  # fmt: skip
