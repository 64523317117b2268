"""Judges a probability expression: value and form apart, and why a wrong one is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from autograder.quiz.probability import messages
from autograder.quiz.probability.compare import Members
from autograder.quiz.probability.evaluate import TooMuchWorkError, UndefinedError, Work
from autograder.quiz.probability.explain import Explainer
from autograder.quiz.probability.family import Family, ProbabilityKey
from autograder.quiz.probability.form import form_faults
from autograder.quiz.probability.parse import parse
from autograder.quiz.probability.tree import Node, greatest_index
from autograder.quiz.verdict import AnswerError, ExpressionVerdict
from autograder.text import Text

MOST_WORK = 12_000_000
"""In entries of tables: 0.2 s and less on a machine of today."""
MOST_EXPLAINING = 3_000_000


@lru_cache(maxsize=2048)
def judge_expression(answer: str, key: ProbabilityKey) -> ExpressionVerdict:
    """What is right and wrong about `answer`; raises AnswerError for what cannot be read."""
    return verdict_on(_sides(answer, key.family), key)


@lru_cache(maxsize=2048)
def verdict_on(sides: tuple[Node, ...], key: ProbabilityKey) -> ExpressionVerdict:
    """On the sides of an equation: many answers differ only in how they are typed."""
    sides, target, family = _compared(sides, key)
    work = Work(MOST_WORK)
    try:
        faults = form_faults(sides[-1], target, key.form, family, work)
        wrong, undefined = _compare(sides, target, family, work)
    except TooMuchWorkError:
        raise AnswerError(messages.too_long(), 0) from None
    form_ok = not faults
    if undefined is not None:
        return ExpressionVerdict(False, form_ok, (undefined, *faults))
    if not wrong:
        return ExpressionVerdict(True, form_ok, tuple(faults))
    return _explained(sides, wrong, target, family, faults)


@lru_cache(maxsize=2048)
def equal_expression(answer: str, key: ProbabilityKey) -> bool:
    """Whether `answer` is equal to the key, without a word about why not; raises AnswerError."""
    return equal_sides(_sides(answer, key.family), key)


@lru_cache(maxsize=2048)
def equal_sides(sides: tuple[Node, ...], key: ProbabilityKey) -> bool:
    """As `verdict_on`, by value alone."""
    sides, target, family = _compared(sides, key)
    try:
        wrong, undefined = _compare(sides, target, family, Work(MOST_WORK))
    except TooMuchWorkError:
        raise AnswerError(messages.too_long(), 0) from None
    return not wrong and undefined is None


def _compared(
    sides: tuple[Node, ...], key: ProbabilityKey
) -> tuple[tuple[Node, ...], Node, Family]:
    """The sides, the answer last; what each must be equal to; the lengths that are spoken of."""
    family = key.family.longer_than(max(map(greatest_index, sides)))
    target = parse_key(key.left, key.family)
    if sides[-1] == target != sides[0]:
        sides = sides[::-1]  # P(A)P(B|A) = P(A,B)
    return sides, target, family


@lru_cache(maxsize=64)
def _sides(answer: str, family: Family) -> tuple[Node, ...]:
    """Read once for a question and its known wrong answers."""
    return parse(answer, family)


@lru_cache(maxsize=512)
def parse_key(written: str, family: Family) -> Node:
    """An expression of the author's; raises AnswerError."""
    return parse(written, family)[-1]


def _compare(
    sides: Sequence[Node], target: Node, family: Family, work: Work
) -> tuple[list[int], Text | None]:
    """Which sides differ from the target, and why one has no value at all."""
    wrong: list[int] = []
    members = Members(family, work)
    for at, side in enumerate(sides):
        try:
            if not members.agree(side, target):
                wrong.append(at)
        except UndefinedError as error:
            return [at], error.text
    return wrong, None


def _explained(
    sides: Sequence[Node], wrong: list[int], target: Node, family: Family, faults: list[Text]
) -> ExpressionVerdict:
    form_ok = not faults
    if len(sides) - 1 not in wrong:
        said = messages.other_left_side() if 0 in wrong else messages.middle_differs(wrong[0] + 1)
        return ExpressionVerdict(False, form_ok, (said, *faults))
    work = Work(MOST_EXPLAINING)
    try:
        explainer = Explainer(sides[-1], target, family, work)
        found = explainer.feedback()
    except TooMuchWorkError:
        return ExpressionVerdict(False, form_ok, tuple(faults))
    return ExpressionVerdict(False, form_ok, (*found, *faults), explainer.holds_if)
