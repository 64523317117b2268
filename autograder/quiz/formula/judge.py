"""Judges a formula: value and form apart, and why a wrong one is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from autograder.quiz.formula import messages
from autograder.quiz.formula.compare import Domain, Values, difference, domain, values
from autograder.quiz.formula.digits import Work
from autograder.quiz.formula.evaluate import TooMuchWorkError
from autograder.quiz.formula.explain import explain
from autograder.quiz.formula.form import form_faults
from autograder.quiz.formula.key import FormulaKey
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
    solution = read_key(key)
    sides = parse(answer, [variable.name for variable in key.variables])
    try:
        return _judged(sides, key, solution)
    except TooMuchWorkError:
        raise AnswerError(messages.too_long(), 0) from None


def _judged(sides: tuple[Node, ...], key: FormulaKey, solution: Solution) -> ExpressionVerdict:
    *steps, last = sides
    if any(isinstance(part, Unworked) for part in walk(last)):
        return ExpressionVerdict(False, not key.form.worked_out, (messages.derivative_left(),))
    faults = tuple(form_faults(last, key.form, solution.where))
    found = values(last, solution.where)
    work = Work()
    point = difference(found, solution.truth, solution.where, work, key.tolerance)
    if point is not None:
        by = None if key.by is None else canonical(key.by)
        said = tuple(explain(found, solution.truth, solution.where, point, solution.source, by))
        return ExpressionVerdict(False, not faults, (*said, *faults))
    for number, step in enumerate(steps, 1):
        between = values(step, solution.where)
        if difference(between, solution.truth, solution.where, work, key.tolerance) is not None:
            return ExpressionVerdict(False, not faults, (messages.other_side(number), *faults))
    return ExpressionVerdict(True, not faults, faults)


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
