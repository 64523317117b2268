"""A departure reduced to what one figure can show: at most two axes of at most so many entries.

numpy is imported where a departure is: most pages and tables have none.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograder.grading.result import Departure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EXACT = -16.0
"""The entry of a result where nothing departs."""

MOST_BARS = 32
MOST_CELLS = 12
"""Columns or rows of a heat map: its cells are labelled, and a phone is 360 pixels wide."""


@dataclass(frozen=True)
class Axis:
    """One axis of a figure. `bounds` are the first and last index that each entry stands for."""

    name: str
    size: int
    bounds: tuple[tuple[int, int], ...]

    def label(self, entry: int) -> str:
        first, last = self.bounds[entry]
        return str(first) if first == last else f"{first}–{last}"


@dataclass(frozen=True)
class Grid:
    """log10 of relative errors by axis; `values` has the shape of `axes`, nan: not finite.

    An entry is the largest of all that it stands for: of the samples, and of neighbours where an
    axis is too long to draw. `wrong` are the indices, before neighbours are merged, that lie
    beyond the tolerance.
    """

    axes: tuple[Axis, ...]
    values: NDArray[np.float64]
    tolerance: float
    wrong: tuple[tuple[int, ...], ...]
    entries: int
    not_finite: int

    @property
    def largest(self) -> float:
        """The largest finite entry; EXACT if there is none."""
        import numpy as np

        finite = self.values[np.isfinite(self.values)]
        return float(finite.max()) if finite.size else EXACT

    def is_wrong(self, value: float) -> bool:
        return math.isnan(value) or value > self.tolerance


def grid(departure: Departure) -> Grid:
    """Reduces `departure`: samples by their maximum first, then axes beyond the second.

    Raises ValueError if the entries do not have the shape that the axes promise.
    """
    import numpy as np

    names = list(departure.axes)
    values = np.asarray(_floats(departure.log10_error), dtype=np.float64)
    if not names and values.shape == (1,):
        values = values.reshape(())
    if values.ndim != len(names):
        raise ValueError(f"{values.ndim} axes of entries, but {len(names)} names: {names}")
    while len(names) > 2 or ("sample" in names and len(names) > 1):
        axis = names.index("sample") if "sample" in names else len(names) - 1
        values = values.max(axis=axis, initial=-np.inf)  # nan wins, as it should
        del names[axis]
    wrong = np.isnan(values) | (values > departure.tolerance)
    most = MOST_BARS if len(names) < 2 else MOST_CELLS
    drawn = values
    axes = []
    for position, name in enumerate(names):
        bounds = _bounds(values.shape[position], most)
        drawn = _merged(drawn, position, bounds)
        axes.append(Axis(name, values.shape[position], bounds))
    return Grid(
        axes=tuple(axes),
        values=drawn,
        tolerance=departure.tolerance,
        wrong=tuple(tuple(int(i) for i in index) for index in np.argwhere(wrong)),
        entries=int(values.size),
        not_finite=int(np.isnan(values).sum()),
    )


def ranges(indices: Sequence[int]) -> str:
    """Ascending indices in few characters: 0–3, 5."""
    runs: list[list[int]] = []
    for index in indices:
        if runs and index == runs[-1][1] + 1:
            runs[-1][1] = index
        else:
            runs.append([index, index])
    return ", ".join(
        str(first)
        if first == last
        else f"{first}, {last}"
        if last == first + 1
        else f"{first}–{last}"
        for first, last in runs
    )


def _floats(value: Any) -> Any:
    if isinstance(value, Iterable):
        return [_floats(item) for item in value]
    return math.nan if value is None else float(value)


def _bounds(size: int, most: int) -> tuple[tuple[int, int], ...]:
    step = max(1, -(-size // most))
    return tuple((first, min(first + step, size) - 1) for first in range(0, size, step))


def _merged(
    values: NDArray[np.float64], position: int, bounds: tuple[tuple[int, int], ...]
) -> NDArray[np.float64]:
    if len(bounds) == values.shape[position]:
        return values
    import numpy as np

    starts = [first for first, _ in bounds]
    return np.asarray(np.maximum.reduceat(values, starts, axis=position))
