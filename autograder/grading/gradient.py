"""Slopes of a true loss by finite differences, with an error estimate.

A gradient g is right if moving by t v changes the loss by t <g, v>. A few random directions settle
a right gradient at the price of a few evaluations; the single entries are worked out only where
a direction disagrees, to decide and to explain. The step is not chosen by us: scipy refines it
until its own error estimate is small, and that estimate widens the tolerance.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
        moves = [(name, self._random(name)) for name in self._at for _ in range(_DIRECTIONS)]
        found: dict[str, list[Direction]] = {name: [] for name in self._at}
        for (name, vector), slope in zip(moves, self._slopes(moves), strict=True):
            found[name].append(Direction(vector, slope))
        return {name: tuple(directions) for name, directions in found.items()}

    def entries(self, name: str) -> tuple[Array, Array]:
        """The whole gradient entry by entry, and the error estimate of each."""
        if name not in self._entries:
            shape, size = self._at[name].shape, self._at[name].size
            units = np.eye(size).reshape(size, *shape)
            slopes = self._slopes([(name, unit) for unit in units])
            self._entries[name] = (
                np.array([slope.value for slope in slopes]).reshape(shape),
                np.array([slope.error for slope in slopes]).reshape(shape),
            )
        return self._entries[name]

    def _random(self, name: str) -> Array:
        shape = self._at[name].shape
        signs = self._rng.choice([-1.0, 1.0], size=shape)
        return np.asarray(signs * self._rng.uniform(0.5, 1.5, size=shape))

    def _slopes(self, moves: Sequence[tuple[str, Array]]) -> list[Slope]:
        """The slope along each move: a variable's name and a direction in it.

        All in one call of scipy's, which costs as much for one as for many; each is refined by
        itself until it is good enough.
        """

        def along(steps: NDArray[np.float64], which: NDArray[np.float64]) -> NDArray[np.float64]:
            steps, which = np.broadcast_arrays(steps, which)
            losses = [
                self._moved(*moves[int(number)], step)
                for step, number in zip(steps.flat, which.flat, strict=True)
            ]
            return np.array(losses).reshape(steps.shape)

        if not moves:
            return []
        found = derivative(
            along,
            np.zeros(len(moves)),
            args=(np.arange(float(len(moves))),),
            initial_step=[_FIRST_STEP * self._size(name) for name, _ in moves],
            order=8,
            tolerances={"rtol": 1e-11},
        )
        pairs = zip(found.df, found.error, strict=True)
        return [Slope(float(df), float(error)) for df, error in pairs]

    def _size(self, name: str) -> float:
        return 1.0 + float(np.max(np.abs(self._at[name]), initial=0.0))

    def _moved(self, name: str, vector: Array, step: float) -> float:
        return float(
            self._of(
                *(
                    value + step * vector if key == name else value
                    for key, value in self._at.items()
                )
            )
        )
