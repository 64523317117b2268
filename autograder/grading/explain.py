"""Why a result is wrong, as far as its numbers tell: a factor, a sign, a known mistake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from autograder.grading import messages
from autograder.grading.cases import Cases, Raised, named
from autograder.grading.departure import Departed
from autograder.grading.values import Array, MisfitError, agrees, fitted, tolerance
from autograder.text import Text

_SAME_RATIO = 1e-6
"""How exactly all entries must follow one factor."""

_NEAR_ONE = 1e-2
"""A factor this close to one explains nothing."""


def explained(cases: Cases, values: Sequence[Any], found: Departed) -> list[Text]:
    """At most one sentence on how the numbers of one output relate to the right ones."""
    if not np.any(found.array):
        return [messages.zero(found.name)] if np.any(found.truth) else []
    ratios = dict(_ratios(cases, values, found.name))
    if not ratios or None in ratios.values():
        return []
    first = next(iter(ratios.values()))
    if all(abs((ratio or 0.0) - 1.0) < _NEAR_ONE for ratio in ratios.values()):
        return []
    if len(ratios) > 1 and all(_equal(ratio, first) for ratio in ratios.values()):
        return [messages.sign() if _equal(first, -1.0) else messages.factor(first or 0.0)]
    return list(_factors_of_size(cases, ratios))[:1]


def recognised(cases: Cases, values: Sequence[Any]) -> list[Text]:
    """The hint of the known mistake that does the same as the student's function, everywhere.

    `values` are canonical values; where the function raised, a :class:`Raised`.
    """
    return [
        mistake.hint
        for mistake, theirs in cases.of_mistakes
        if not _all_match(cases, cases.expected, theirs) and _all_match(cases, values, theirs)
    ][:1]


def _ratios(cases: Cases, values: Sequence[Any], name: str) -> Iterator[tuple[int, float | None]]:
    """The constant factor between got and expected, for every case that is not zero."""
    for number, (value, expected) in enumerate(zip(values, cases.expected, strict=True)):
        truths = named(cases, expected)
        if np.any(truths[name]):
            array = fitted(value, expected, list(truths))[name]
            yield number, None if isinstance(array, MisfitError) else _ratio(array, truths[name])


def _ratio(array: Array, truth: Array) -> float | None:
    ratio = float(np.sum(array * truth) / np.sum(truth * truth))
    room = _SAME_RATIO * float(np.max(np.abs(truth))) * max(abs(ratio), 1e-3)
    constant = bool(np.all(np.abs(array - ratio * truth) <= room))
    return ratio if constant and np.isfinite(ratio) and ratio != 0 else None


def _equal(ratio: float | None, other: float | None) -> bool:
    return ratio is not None and other is not None and abs(ratio / other - 1) < 1e-4


def _factors_of_size(cases: Cases, ratios: dict[int, float | None]) -> Iterator[Text]:
    """A factor that follows the length of one axis of one input, or its inverse."""
    for index, argument in enumerate(cases.arguments[0]):
        for axis in range(np.ndim(argument)):
            sizes = {number: np.shape(cases.arguments[number][index])[axis] for number in ratios}
            if len(set(sizes.values())) < 2:
                continue
            label = f"{cases.inputs[index]}.shape[{axis}]"
            if all(_equal(ratio, sizes[number]) for number, ratio in ratios.items()):
                yield messages.factor_of_size(label, inverse=False)
            if all(_equal(ratio, 1 / sizes[number]) for number, ratio in ratios.items()):
                yield messages.factor_of_size(label, inverse=True)


def _all_match(cases: Cases, values: Sequence[Any], theirs: Sequence[Any]) -> bool:
    return all(_match(cases, value, known) for value, known in zip(values, theirs, strict=True))


def _match(cases: Cases, value: Any, known: Any) -> bool:
    if isinstance(known, Raised) or isinstance(value, Raised):
        return isinstance(value, Raised) and isinstance(known, Raised) and value == known
    try:
        truths = named(cases, known)
        arrays = fitted(value, known, list(truths))
    except (MisfitError, TypeError, ValueError):
        # Another structure than the reference's: a mistake's value may be anything.
        return False
    return all(_close(arrays[name], truth) for name, truth in truths.items())


def _close(array: Array | MisfitError, truth: Array) -> bool:
    if isinstance(array, MisfitError):
        return False
    return agrees(array, truth, tolerance(truth[np.isfinite(truth)]))
