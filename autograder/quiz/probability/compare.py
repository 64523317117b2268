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


class Members:
    """Random members of a family, at every length; `shape` may be that of a smaller family."""

    def __init__(
        self, family: Family, work: Work, shape: ShapeOf = shape_of, identical: bool = False
    ) -> None:
        self._family = family
        self._work = work
        self._shape = shape
        self._identical = identical
        self._instances = list(family.instances())
        self._evaluators: list[Evaluator] = []

    def __iter__(self) -> Iterator[Evaluator]:
        trials = TRIALS if len(self._instances) == 1 else 1
        for at in range(len(self._instances) * trials):
            if at == len(self._evaluators):
                self._evaluators.append(self._draw(at))
            yield self._evaluators[at]

    def _draw(self, at: int) -> Evaluator:
        instance = self._instances[at % len(self._instances)]
        names = instance.variables
        size = counts(self._family, names, at)
        if self._identical:
            size = dict.fromkeys(names, 3 - at % 2)
        shape = self._shape(self._family, instance)
        joint = draw(shape, names, tuple(size[name] for name in names), at)
        return Evaluator(joint, dict(instance.symbols), self._work)

    def agree(self, left: Node, right: Node) -> bool:
        """Whether both are the same function of all that is left free.

        Raises UndefinedError, AnswerError and TooMuchWorkError.
        """
        for evaluator in self:
            try:
                values = evaluator.value(left), evaluator.value(right)
            except ZeroDivisionError:
                raise UndefinedError(
                    Text.of(
                        "The expression divides by zero.",
                        "이 식에는 0으로 나누는 부분이 있습니다.",
                    )
                ) from None
            if not evaluator.same(*values):
                return False
        return True


def times(*factors: Node) -> Node:
    return Combine("product", factors)
