"""Slopes of a true loss by finite differences, with an error estimate.

A gradient g is right if moving by t v changes the loss by t <g, v>. A few random directions settle
a right gradient at the price of a few evaluations; the single entries are worked out only where
a direction disagrees, to decide and to explain. The step is not chosen by us: scipy refines it
until its own error estimate is small, and that estimate widens the tolerance.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.differentiate import derivative

from autograder.grading.values import Array

_DIRECTIONS = 4
_FIRST_STEP = 0.05
"""Relative to the point's size; the losses of a course are smooth on this scale."""


@dataclass(frozen=True)
class Slope:
    """A directional derivative and the estimate of its absolute error."""

    value: float
    error: float


@dataclass(frozen=True)
class Direction:
    """A direction in one variable, and the true loss's slope along it."""

    vector: Array
    slope: Slope


class Slopes:
    """The slopes of one loss around one point; each is worked out at its first use and kept."""

    def __init__(
        self, of: Callable[..., float], at: Mapping[str, Any], rng: np.random.Generator
    ) -> None:
        self._of = of
        self._rng = rng
        self._at = {name: np.asarray(value, dtype=np.float64) for name, value in at.items()}
        self._entries: dict[str, tuple[Array, Array]] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the gradients that exist here."""
        return tuple(self._at)

    @cached_property
    def directions(self) -> Mapping[str, tuple[Direction, ...]]:
        """A few random directions for every variable.

        Components lie in ±[0.5, 1.5], so that no single wrong entry can hide behind a small one.
        """
        return {
            name: tuple(self._random_direction(name) for _ in range(_DIRECTIONS))
            for name in self._at
        }

    def entries(self, name: str) -> tuple[Array, Array]:
        """The whole gradient entry by entry, and the error estimate of each."""
        if name not in self._entries:
            values, errors = np.zeros_like(self._at[name]), np.zeros_like(self._at[name])
            for index in np.ndindex(values.shape):
                unit = np.zeros_like(values)
                unit[index] = 1.0
                slope = self._slope(name, unit)
                values[index], errors[index] = slope.value, slope.error
            self._entries[name] = values, errors
        return self._entries[name]

    def _random_direction(self, name: str) -> Direction:
        shape = self._at[name].shape
        signs = self._rng.choice([-1.0, 1.0], size=shape)
        vector = np.asarray(signs * self._rng.uniform(0.5, 1.5, size=shape))
        return Direction(vector, self._slope(name, vector))

    def _slope(self, name: str, vector: Array) -> Slope:
        def along(steps: NDArray[np.float64]) -> NDArray[np.float64]:
            return np.array([self._moved(name, step * vector) for step in steps.ravel()]).reshape(
                steps.shape
            )

        size = 1.0 + float(np.max(np.abs(self._at[name]), initial=0.0))
        found = derivative(
            along, 0.0, initial_step=_FIRST_STEP * size, order=8, tolerances={"rtol": 1e-11}
        )
        return Slope(float(found.df), float(found.error))

    def _moved(self, name: str, step: Array) -> float:
        return float(
            self._of(*(value + step if key == name else value for key, value in self._at.items()))
        )
