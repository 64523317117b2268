"""Which variant a student gets, in which order lists are shown, and how variants are made.

The variants of a question do not depend on the secret of the course: all of them can be checked
before anybody takes the quiz. The secret decides who gets which.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod

from autograder.quiz.expression import Expression, ExpressionError, Value
from autograder.quiz.model import ItemList, Question, Quiz, Variant
from autograder.quiz.stream import Stream

_MAX_TRIES = 5_000
_PUBLIC = b"autograder quiz variants 1"
"""No secret: the key of the streams that make variants."""


class VariantError(Exception):
    """The parameters cannot be drawn as asked; the text says why."""


@dataclass(frozen=True)
class Recipe:
    """How the variants of a question are made."""

    parameters: Mapping[str, Sequence[Value]]
    """Every value that each can take, each as likely as the others."""
    derived: Mapping[str, Expression]
    """In the order of the file: each may use the parameters and those before it."""
    constraints: Sequence[Expression]
    count: int
    exact: bool = True
    """Whether fewer than `count` are a fault."""


def make_variants(recipe: Recipe, quiz_id: str, question_id: str) -> tuple[dict[str, Value], ...]:
    """`count` sets of values, all different; raises VariantError if so many are not found."""
    if not recipe.parameters:
        values = _complete(recipe, {})
        if values is None:
            raise VariantError("the constraints do not hold")
        return (values,)
    space = prod(len(choices) for choices in recipe.parameters.values())
    found: dict[tuple[Value, ...], dict[str, Value]] = {}
    seen: set[tuple[Value, ...]] = set()
    stream = Stream(_PUBLIC, quiz_id, question_id)
    for _ in range(_MAX_TRIES):
        drawn = {name: stream.choice(choices) for name, choices in recipe.parameters.items()}
        key = tuple(drawn.values())
        if key not in seen:
            seen.add(key)
            values = _complete(recipe, drawn)
            if values is not None:
                found[key] = values
        if len(found) == recipe.count:
            return tuple(found.values())
        if len(seen) == space:
            break
    if found and not recipe.exact:
        return tuple(found.values())
    raise VariantError(
        f"only {len(found)} different variants were found, not {recipe.count};"
        " widen the parameters, loosen the constraints, or ask for fewer"
    )


def _complete(recipe: Recipe, drawn: Mapping[str, Value]) -> dict[str, Value] | None:
    """The values with the derived ones, or None if a constraint does not hold."""
    values = dict(drawn)
    try:
        for name, expression in recipe.derived.items():
            values[name] = expression.value(values)
        if all(constraint.holds(values) for constraint in recipe.constraints):
            return values
    except ExpressionError as error:
        shown = ", ".join(f"{name} = {value}" for name, value in drawn.items())
        raise VariantError(f"with {shown}: {error}") from None
    return None


def draw_variant(
    quiz: Quiz, question: Question, secret: bytes | str, student: str, attempt: int
) -> Variant:
    """What `student` sees of the question in an attempt, which count from 1.

    The same for the same arguments, on every machine. A student gets no variant twice before all
    have been used.
    """
    key = secret.encode("utf-8") if isinstance(secret, str) else secret
    label = (quiz.id, question.id, question.version, student)
    number = 0
    if len(question.variants) > 1:
        turns = Stream(key, "variant", *label).permutation(len(question.variants))
        number = turns[(attempt - 1) % len(turns)]
    return Variant(
        number=number,
        values=question.variants[number],
        orders={
            name: _order(items, Stream(key, "order", *label, str(attempt), name))
            for name, items in question.lists.items()
        },
    )


def plain_variant(question: Question, number: int = 0) -> Variant:
    """The variant with this number and every list in the order of the file."""
    return Variant(
        number=number,
        values=question.variants[number],
        orders={
            name: tuple(item.id for item in listed.items) for name, listed in question.lists.items()
        },
    )


def question_order(quiz: Quiz, secret: bytes | str, student: str, attempt: int) -> tuple[str, ...]:
    """The ids of the questions in the order in which the student gets them."""
    ids = [question.id for question in quiz.questions]
    if not quiz.policy.shuffle_questions:
        return tuple(ids)
    key = secret.encode("utf-8") if isinstance(secret, str) else secret
    stream = Stream(key, "questions", quiz.id, quiz.version, student, str(attempt))
    return tuple(ids[index] for index in stream.permutation(len(ids)))


def _order(listed: ItemList, stream: Stream) -> tuple[str, ...]:
    ids = [item.id for item in listed.items]
    if listed.shuffled:
        free = [place for place, item in enumerate(listed.items) if not item.pinned]
        moved = [ids[free[index]] for index in stream.permutation(len(free))]
        for place, moved_id in zip(free, moved, strict=True):
            ids[place] = moved_id
    return tuple(ids)
