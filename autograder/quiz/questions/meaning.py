"""Whether two choices say the same: as numbers, as probability expressions or as formulas.

What cannot be read as one of them says only what its words say. Statements, such as equations, and
products of capital letters, which may be matrices, are words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from autograder.quiz.formula.functions import SPELLINGS
from autograder.quiz.formula.judge import judge_formula
from autograder.quiz.formula.key import FormulaKey, Variable
from autograder.quiz.notation.tokens import Kind, Token, tokenize
from autograder.quiz.probability.family import Family, ProbabilityKey
from autograder.quiz.probability.family import Kind as Joint
from autograder.quiz.probability.judge import judge_expression
from autograder.quiz.questions.kind import UnreadableError
from autograder.quiz.questions.quantity import Quantity, read_quantity
from autograder.quiz.verdict import AnswerError

_MATHEMATICS = re.compile(r"\$\$?([^$]+)\$\$?\.?")
_WORDS = re.compile(r"[^$]{1,80}")
_VARIABLE = re.compile(r"\\?[^\W\d_]+(?:_\{?\d{1,3}\}?|\d{1,3})?")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_STATEMENT = re.compile(r"[=<>≤≥≠≈∈]|\\(?:le|ge|ne|lt|gt|leq|geq|neq|approx|in|to|equiv)\b")
_MAX_VARIABLES = 6
_RANGES = ((-2.0, 2.0), (0.1, 3.0))
"""Where formulas are compared: the second where the first has no value over most of the first."""


def same_meaning(first: str, second: str) -> str | None:
    """How it is known that both texts say the same, in a few words; None if they do not."""
    one, other = mathematics(first), mathematics(second)
    if not one or not other or one == other:
        return None
    quantities = _quantity(one), _quantity(other)
    if quantities[0] is not None and quantities[1] is not None:
        if quantities[0].value == quantities[1].value and quantities[0].unit == quantities[1].unit:
            return "the same number"
        if not quantities[0].unit and not quantities[1].unit:
            return None
    if _STATEMENT.search(one) or _STATEMENT.search(other):
        return None
    if _equal_probabilities(one, other):
        return "equal for every joint distribution"
    if "$" in first and "$" in second:
        return _equal_formulas(one, other)
    return None


def mathematics(text: str) -> str:
    """What stands between the dollars if that is all, or a short text; else nothing."""
    text = text.strip()
    found = _MATHEMATICS.fullmatch(text)
    if found is not None:
        return found[1].strip()
    return text if _WORDS.fullmatch(text) else ""


@lru_cache(maxsize=1024)
def _quantity(text: str) -> Quantity | None:
    try:
        return read_quantity(text)
    except UnreadableError:
        return None


def _equal_probabilities(first: str, second: str) -> bool:
    inside = " , ".join(_BRACKETS.findall(f"{first} {second}"))
    variables = tuple(dict.fromkeys(_VARIABLE.findall(inside)))
    if not variables or len(variables) > _MAX_VARIABLES:
        return False
    try:
        key = ProbabilityKey(left=first, family=Family(Joint.ANY, variables=variables))
        return judge_expression(second, key).equal
    except (AnswerError, ValueError):
        return False


def _equal_formulas(first: str, second: str) -> str | None:
    names = _names(first), _names(second)
    if names[0] is None or names[1] is None:
        return None
    both = tuple(dict.fromkeys((*names[0], *names[1])))
    for low, high in _RANGES:
        key = FormulaKey(first, tuple(Variable(name, low, high) for name in both))
        try:
            equal = judge_formula(second, key).equal
        except AnswerError:
            return None
        except ValueError:
            continue
        return _how_equal(first, second, key) if equal else None
    return None


def _how_equal(first: str, second: str, key: FormulaKey) -> str:
    from autograder.quiz.formula.exact import proved_equal  # sympy takes long to load

    return "equal by algebra" if proved_equal(first, second, key) else "equal wherever tried"


@lru_cache(maxsize=1024)
def _names(text: str) -> tuple[str, ...] | None:
    """The variables of a formula; None for what is none, or not one of numbers."""
    try:
        tokens = tokenize(text)
    except AnswerError:
        return None
    found: dict[str, None] = {}
    for at, token in enumerate(tokens):
        below = at > 0 and tokens[at - 1].is_sign("_")
        if token.kind is not Kind.WORD or token.text in SPELLINGS or below:
            continue
        *letters, last = list(token.text)
        if any(letter.isupper() for letter in token.text):
            return None
        found.update(dict.fromkeys([*letters, last + _subscript(tokens, at + 1)]))
    return tuple(name for name in found if name not in ("e", "π"))


def _subscript(tokens: list[Token], at: int) -> str:
    """`_1` or `_{t-1}` if it begins at this token, else nothing."""
    if not tokens[at].is_sign("_"):
        return ""
    if not tokens[at + 1].is_sign("{"):
        return "_" + tokens[at + 1].text
    inner = []
    for token in tokens[at + 2 :]:
        if token.is_sign("}"):
            break
        inner.append(token.text)
    return "_{" + "".join(inner) + "}"
