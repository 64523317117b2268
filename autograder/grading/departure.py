"""Where an array departs from what must hold, told without telling what that is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.grading import messages
from autograder.grading.cases import Cases
from autograder.grading.result import Departure
from autograder.grading.values import Array, shapes
from autograder.text import Text

_LONGEST = 96
"""Longer axes are thinned for a figure by taking the largest error of neighbouring entries."""

_FLOOR = -16.0
_LARGE = 10_000
"""A longer number may be made of a hidden input, and is no count."""


@dataclass(frozen=True)
class Departed:
    """One array of one call that is not what must hold."""

    number: int
    """Which of the cases."""
    name: str
    case: str
    array: Array
    truth: Array
    allowed: float
    departure: Departure

    @property
    def private(self) -> str:
        """For staff: what came and what was expected."""
        with np.printoptions(precision=8, threshold=60):
            return (
                f"case {self.number}: {self.case}\n{self.name} =\n{self.array}\n"
                f"expected, to within {self.allowed:.3g}\n{self.truth}"
            )

    def text(self, gradient: bool) -> Text:
        """The sentence that says which array is off and by how much."""
        finite = np.isfinite(self.array)
        if not finite.all():
            count = int(np.sum(~finite))
            return messages.not_finite(self.name, count, self.array.size, self.case)
        error = np.abs(self.array - self.truth)
        wrong = int(np.sum(error > self.allowed))
        worst = float(np.max(error)) / _scale(self.truth)
        if not gradient and self._is_count():
            return messages.another_count(self.name, int(self.array), self.case)
        say = messages.gradient_off if gradient else messages.off
        return say(self.name, worst, wrong, self.array.size, self.case)

    def _is_count(self) -> bool:
        """Whether it is one small whole number, and so is what it must be."""
        return self.array.ndim == 0 and all(
            float(value).is_integer() and abs(value) < _LARGE for value in (self.array, self.truth)
        )


def departed(
    cases: Cases, number: int, name: str, array: Array, truth: Array, allowed: float
) -> Departed:
    """What is needed to explain that `array` is not `truth` (same shape)."""
    case = shapes(cases.inputs, cases.arguments[number])
    axes = cases.axes.get(name, _axes(array.ndim))
    with np.errstate(all="ignore"):
        relative = np.abs(array - truth) / _scale(truth)
        logs = np.where(relative > 0, np.log10(relative), _FLOOR)
    relative_allowed = float(np.log10(allowed / _scale(truth)))
    drawn = _thinned(np.where(np.isfinite(array), logs, np.inf), axes)
    rounded = _rounded(drawn, relative_allowed)
    departure = Departure(name, axes[-drawn.ndim :], rounded, relative_allowed, case)
    return Departed(number, name, case, array, truth, allowed, departure)


def _scale(truth: Array) -> float:
    """The largest entry's size; an array of zeros has the scale 1."""
    return float(np.max(np.abs(truth), initial=0.0)) or 1.0


def _axes(dimensions: int) -> tuple[str, ...]:
    return ("entry",) if dimensions < 2 else ("row", "column")


def _thinned(logs: Array, axes: tuple[str, ...]) -> Array:
    """At most two axes of at most `_LONGEST` entries, each the largest of those it stands for."""
    while logs.ndim > 2 or (logs.ndim == 2 and axes[-logs.ndim] == "sample"):
        logs = logs.max(axis=0)
    logs = np.atleast_1d(logs)
    for axis, length in enumerate(logs.shape):
        if length > _LONGEST:
            starts = np.unique(np.linspace(0, length, _LONGEST, endpoint=False).astype(int))
            logs = np.maximum.reduceat(logs, starts, axis=axis)
    return logs


def _rounded(logs: Any, allowed: float) -> tuple[Any, ...]:
    return tuple(
        _rounded(row, allowed) if np.ndim(row) else _rounded_entry(float(row), allowed)
        for row in logs
    )


def _rounded_entry(log: float, allowed: float) -> float | None:
    """To the nearest half that lies on the same side of what is allowed."""
    if log == np.inf:
        return None
    half = round(2 * log) / 2
    if log > allowed >= half:
        half = math.ceil(2 * log) / 2
    elif log <= allowed < half:
        half = math.floor(2 * log) / 2
    return max(half, _FLOOR)
