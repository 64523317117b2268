"""What a question says about its parameters -> the values of its variants."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import floor
from typing import overload

from autograder.course.checked import suggestion
from autograder.quiz.expression import RESERVED, Expression, Value
from autograder.quiz.fields import MAX_VALUES
from autograder.quiz.parts import DrawPart, QuestionPart
from autograder.quiz.place import Place
from autograder.quiz.variant import Recipe, VariantError, make_variants

DEFAULT_VARIANTS = 10
_MOST_VALUES = 200_000
_FAILED = 2_000
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,29}")


class Budget:
    """How many values may still be drawn and derived for the variants of one file."""

    def __init__(self) -> None:
        self._left = _MOST_VALUES

    def spend(self, recipe: Recipe, *, found: bool) -> bool:
        """Whether there was enough left; one not found takes all tries there are."""
        steps = len(recipe.parameters) + len(recipe.derived) + len(recipe.constraints)
        self._left -= steps * (recipe.count if found else _FAILED)
        return self._left >= 0


def read_variants(
    written: QuestionPart, quiz_id: str, place: Place, budget: Budget
) -> tuple[Mapping[str, Value], ...]:
    """The values of the variants; none if they cannot be made, which is reported."""
    before = len(place.document.problems)
    parameters = {
        name: _values(draw, place.at("parameters", name))
        for name, draw in written.parameters.items()
    }
    _check_names(written, place)
    if written.variants is not None and not parameters:
        place.at("variants").error("there are no parameters to vary")
    if len(place.document.problems) > before:
        return ()
    count = written.variants or DEFAULT_VARIANTS
    recipe = Recipe(
        parameters, written.derived, written.constraints, count, exact=written.variants is not None
    )
    if not budget.spend(recipe, found=True):
        place.at("parameters").error(
            "the variants of this file are too many; ask for fewer, or put some into another file"
        )
        return ()
    try:
        return make_variants(recipe, quiz_id, written.id)
    except VariantError as error:
        budget.spend(recipe, found=False)
        place.at("parameters").error(str(error))
        return ()


def _check_names(written: QuestionPart, place: Place) -> None:
    """Report names that are none, and expressions that use a name before it has a value."""
    known: list[str] = []
    for key, names in (("parameters", written.parameters), ("derived", written.derived)):
        for name in names:
            if not _NAME.fullmatch(name):
                place.at(key, name).error(f"{name[:40]!r} is no name; use letters, digits and _")
            elif name in RESERVED:
                place.at(key, name).error(f"{name!r} means something else in expressions")
            elif name in known:
                place.at(key, name).error(f"{name!r} is a parameter already")
            if key == "derived":
                _check_known(written.derived[name], known, place.at(key, name))
            known.append(name)
    for index, constraint in enumerate(written.constraints):
        _check_known(constraint, known, place.at("constraints", index))


def _check_known(expression: Expression, known: list[str], place: Place) -> None:
    for name in sorted(expression.names.difference(known)):
        place.error(
            f"{name} has no value here" + suggestion(name, known),
            max(expression.source.find(name), 0),
        )


class _Steps(Sequence[Value]):
    """Numbers at equal distances, worked out when they are asked for."""

    def __init__(self, first: float, step: float, count: int) -> None:
        self._first = first
        self._step = step
        self._count = count
        self._whole = first == int(first) and step == int(step)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Value: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Value]: ...
    def __getitem__(self, index: int | slice) -> Value | Sequence[Value]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(self._count))]
        if not 0 <= index < self._count:
            raise IndexError(index)
        value = self._first + index * self._step
        return int(value) if self._whole else round(value, 10)


def _values(draw: DrawPart, place: Place) -> Sequence[Value]:
    """Every value that the parameter can take."""
    if draw.choose is not None:
        if draw.from_ is not None or draw.to is not None:
            place.error("write 'from' and 'to', or 'choose', not both")
        if len(set(draw.choose)) < len(draw.choose):
            place.at("choose").error("a value is given twice")
        return tuple(draw.choose)
    if draw.from_ is None or draw.to is None:
        place.error("expected 'from' and 'to', or 'choose'")
        return ()
    # A little more than the quotient: 0.1 to 0.3 by 0.1 are three values.
    count = floor((draw.to - draw.from_) / draw.step + 1e-9) + 1
    if count < 1:
        place.error("'to' is less than 'from'")
        return ()
    if count > MAX_VALUES:
        place.error(f"these are more than {MAX_VALUES} values; make the step larger")
        return ()
    return _Steps(draw.from_, draw.step, count)
