"""Whether two expressions are equal for every member of a family, tried on random members."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from autograder.quiz.probability.evaluate import Evaluator, UndefinedError, Work
from autograder.quiz.probability.family import Family, Instance
from autograder.quiz.probability.joint import Shape, counts, draw, shape_of
from autograder.quiz.probability.tree import Combine, Node
from autograder.text import Text

TRIALS = 2
"""Draws at each length; a false identity survives one with a chance below 1e-7."""

ShapeOf = Callable[[Family, Instance], Shape]


def evaluators(
    family: Family, work: Work, shape: ShapeOf = shape_of, identical: bool = False
) -> Iterator[Evaluator]:
    """Random members of the family at every length; `shape` may be that of a smaller family."""
    instances = list(family.instances())
    trials = TRIALS if len(instances) == 1 else 1
    for at, instance in enumerate(instances * trials):
        names = instance.variables
        size = counts(family, names, at)
        if identical:
            size = dict.fromkeys(names, 3 - at % 2)
        joint = draw(shape(family, instance), names, tuple(size[name] for name in names), at)
        yield Evaluator(joint, dict(instance.symbols), work)


def equal(
    left: Node,
    right: Node,
    family: Family,
    work: Work,
    shape: ShapeOf = shape_of,
    identical: bool = False,
) -> bool:
    """Equal as functions of all free values; raises UndefinedError, AnswerError, TooMuchWorkError."""
    for evaluator in evaluators(family, work, shape, identical):
        try:
            values = evaluator.value(left), evaluator.value(right)
        except ZeroDivisionError:
            raise UndefinedError(
                Text.of(
                    "The expression divides by zero.", "이 식에는 0으로 나누는 부분이 있습니다."
                )
            ) from None
        if not evaluator.same(*values):
            return False
    return True


def times(*factors: Node) -> Node:
    return Combine("product", factors)
