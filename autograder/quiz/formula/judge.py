"""Judges a formula: value and form apart, and why a wrong one is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from autograder.quiz.formula import messages
from autograder.quiz.formula.compare import Domain, Point, Values, difference, domain, values
from autograder.quiz.formula.digits import Work
from autograder.quiz.formula.evaluate import TooMuchWorkError
from autograder.quiz.formula.explain import explain
from autograder.quiz.formula.form import form_faults
from autograder.quiz.formula.key import FormulaKey, Variable
from autograder.quiz.formula.names import canonical
from autograder.quiz.formula.parse import parse
from autograder.quiz.formula.tree import Node, Unworked, walk
from autograder.quiz.verdict import AnswerError, ExpressionVerdict

_FEWEST = 8
"""A key that has a value at fewer points says too little."""


@dataclass(frozen=True)
class Solution:
    """A key, read and evaluated."""

    truth: Values
    where: Domain
    source: Node | None


@lru_cache(maxsize=2048)
def judge_formula(answer: str, key: FormulaKey) -> ExpressionVerdict:
    """What is right and wrong about `answer`; raises AnswerError for what cannot be read.

    Raises ValueError for a key that `read_key` refuses.
    """
    return verdict_on(_sides(answer, key.variables), key)


@lru_cache(maxsize=2048)
def verdict_on(sides: tuple[Node, ...], key: FormulaKey) -> ExpressionVerdict:
    """On the sides of an equation: many answers differ only in how they are typed."""
    try:
        return _judged(sides, key, read_key(key))
    except TooMuchWorkError:
        raise AnswerError(messages.too_long(), 0) from None


@lru_cache(maxsize=2048)
def equal_formula(answer: str, key: FormulaKey) -> bool:
    """Whether `answer` has the key's value, without a word about why not; raises AnswerError.

    Raises ValueError for a key that `read_key` refuses.
    """
    return equal_sides(_sides(answer, key.variables), key)


@lru_cache(maxsize=2048)
def equal_sides(sides: tuple[Node, ...], key: FormulaKey) -> bool:
    """As `verdict_on`, by value alone."""
    try:
        return _first_apart(sides, key, read_key(key), Work()) is None
    except TooMuchWorkError:
        raise AnswerError(messages.too_long(), 0) from None


@lru_cache(maxsize=64)
def _sides(answer: str, variables: tuple[Variable, ...]) -> tuple[Node, ...]:
    """Read once for a question and its known wrong answers."""
    return parse(answer, [variable.name for variable in variables])


def _first_apart(
    sides: tuple[Node, ...], key: FormulaKey, solution: Solution, work: Work
) -> tuple[int, Values, Point] | None:
    """A side with another value than the key, the last one first; its values, and where."""
    last = len(sides) - 1
    for number in (last, *range(last)):
        found = values(sides[number], solution.where)
        point = difference(found, solution.truth, solution.where, work, key.tolerance)
        if point is not None:
            return number, found, point
    return None


def _judged(sides: tuple[Node, ...], key: FormulaKey, solution: Solution) -> ExpressionVerdict:
    last = sides[-1]
    if any(isinstance(part, Unworked) for part in walk(last)):
        return ExpressionVerdict(False, not key.form.worked_out, (messages.derivative_left(),))
    faults = tuple(form_faults(last, key.form, solution.where))
    apart = _first_apart(sides, key, solution, Work())
    if apart is None:
        return ExpressionVerdict(True, not faults, faults)
    number, found, point = apart
    if number < len(sides) - 1:
        return ExpressionVerdict(False, not faults, (messages.other_side(number + 1), *faults))
    by = None if key.by is None else canonical(key.by)
    said = tuple(explain(found, solution.truth, solution.where, point, solution.source, by))
    return ExpressionVerdict(False, not faults, (*said, *faults))


@lru_cache(maxsize=512)
def read_key(key: FormulaKey) -> Solution:
    """The author's answer; raises AnswerError or, where it has no value, ValueError."""
    names = [variable.name for variable in key.variables]
    where = domain(key.variables)
    try:
        truth = values(parse(key.value, names)[-1], where)
    except TooMuchWorkError:
        raise ValueError("the formula is too large to be checked") from None
    if truth.defined.sum() < _FEWEST:
        raise ValueError("the formula has no value over most of the domain")
    source = None if key.source is None else parse(key.source, names)[-1]
    return Solution(truth, where, source)
