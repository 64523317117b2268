"""Comparing what a function gave with what must hold: structure, shape, finiteness, size.

A reference's value is a tree: tuples of arrays (numbers are arrays of no axes). A student's value
fits it if it has the same structure and shapes; lists stand for arrays and tuples alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.grading import messages
from autograder.text import Text

Array = NDArray[np.float64]

ACCURACY = 1e-6
"""The largest error that counts as right, relative to an array's largest entry."""

_ABSOLUTE = 1e-9
"""For arrays that are zero, or nearly, up to rounding: what is left of a relative tolerance."""


_MOST_MIXED = 1_000_000
"""Numbers in a list of arrays of several kinds: numpy may spend 40 bytes on each."""


class MisfitError(Exception):
    """A value of another structure than the reference's; carries a sentence for the student."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.in_language("en"))


def tree_of(value: Any) -> Any:
    """A reference's value as a tree of arrays, whatever stands for them."""
    if isinstance(value, tuple):
        return tuple(map(tree_of, value))
    return np.asarray(value, dtype=np.float64)


def leaves(tree: Any) -> list[Array]:
    """The arrays of a reference's value, left to right."""
    if isinstance(tree, tuple):
        return [leaf for branch in tree for leaf in leaves(branch)]
    return [np.asarray(tree, dtype=np.float64)]


def fitted(value: Any, tree: Any, names: Sequence[str]) -> dict[str, Array | MisfitError]:
    """The student's arrays by name, each an array of the reference's shape or what is wrong.

    `names` are the names of the reference's arrays, left to right. Raises MisfitError if the
    structure differs, so that nobody can say which array is which. Entries may be nan or infinite.
    """
    found: dict[str, Array | MisfitError] = {}
    _fit(value, tree, iter(names), found)
    return found


def _fit(
    value: Any, tree: Any, names: Iterator[str], found: dict[str, Array | MisfitError]
) -> None:
    if isinstance(tree, tuple):
        for branch, expected in zip(_branches(value, len(tree)), tree, strict=True):
            _fit(branch, expected, names, found)
        return
    name = next(names)
    try:
        found[name] = _numeric(value, np.shape(tree), name)
    except MisfitError as misfit:
        found[name] = misfit


def _branches(value: Any, length: int) -> Sequence[Any]:
    is_array = isinstance(value, np.ndarray) and value.ndim > 0
    if not is_array and not isinstance(value, (tuple, list)):
        raise MisfitError(messages.not_a_tuple(kind(value), length))
    # An empty array may have any number of rows: they are counted before they are taken apart.
    if len(value) != length:
        raise MisfitError(messages.wrong_length(len(value), length))
    return list(value)


def _numeric(value: Any, shape: tuple[int, ...], name: str) -> Array:
    if value is None:
        raise MisfitError(messages.returned_none(name))
    try:
        array = as_array(value)
    except TypeError:
        raise MisfitError(messages.not_numeric(name, kind(value))) from None
    except ValueError as error:
        raise MisfitError(messages.ragged(name)) from error
    if array.dtype.kind not in "biuf":
        raise MisfitError(messages.not_numeric(name, kind(value)))
    if array.shape != shape:
        raise MisfitError(messages.wrong_shape(name, array.shape, shape))
    return array.astype(np.float64, copy=False)


def as_array(value: Any) -> NDArray[Any]:
    """An array of what a student's function gave; TypeError for text, ValueError for ragged rows.

    numpy would give every entry the room that the longest text needs: gigabytes for one long text
    and ten thousand short ones. So it does with bytes beside a complex number, which makes sixteen
    of each: many numbers in arrays of several kinds count as ragged.
    """
    if type(value) is np.ndarray:
        return value
    if _holds_text(value):
        raise TypeError("text, where numbers are expected")
    if isinstance(value, (list, tuple)) and _would_swell(value):
        raise ValueError("too many numbers in arrays of several kinds")
    return np.asarray(value)


def _holds_text(value: Any) -> bool:
    if isinstance(value, (list, tuple)):
        return any(_holds_text(item) for item in value if isinstance(item, (str, list, tuple)))
    return isinstance(value, str)


def _would_swell(items: Sequence[Any]) -> bool:
    arrays = [*_arrays_in(items)]
    return sum(array.size for array in arrays) > _MOST_MIXED and not all(
        isinstance(item, np.ndarray) and item.dtype == arrays[0].dtype for item in items
    )


def _arrays_in(items: Sequence[Any]) -> Iterator[NDArray[Any]]:
    for item in items:
        if isinstance(item, np.ndarray):
            yield item
        elif isinstance(item, (list, tuple)):
            yield from _arrays_in(item)


def kind(value: Any) -> str:
    """A value's type as a student would name it."""
    if isinstance(value, np.ndarray):
        return f"numpy array ({value.dtype})"
    return type(value).__name__


def tolerance(expected: Array, accuracy: float = ACCURACY) -> float:
    """The largest absolute error of an entry that counts as right."""
    largest = float(np.max(np.abs(expected), initial=0.0))
    return max(accuracy * largest, _ABSOLUTE)


def agrees(got: Array, expected: Array, allowed: float) -> bool:
    """Whether every entry is finite and within `allowed` of what is expected.

    A reference whose own entry is not finite expects the same there.
    """
    with np.errstate(invalid="ignore"):
        close = np.abs(got - expected) <= allowed
    return bool(
        close.all() or np.all(close | (got == expected) | (np.isnan(got) & np.isnan(expected)))
    )


def same(value: Any, other: Any) -> bool:
    """Whether two values that came over the wire are equal, nan and nan included."""
    if isinstance(value, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(value) == len(other) and all(map(same, value, other))
    if any(isinstance(each, (list, tuple, np.ndarray)) for each in (value, other)):
        try:
            return _same_arrays(as_array(value), as_array(other))
        except (TypeError, ValueError):  # text, or rows of different lengths, beside an array
            return False
    try:
        return bool(value == other) or (_is_nan(value) and _is_nan(other))
    except OverflowError:  # an integer beside a numpy number that it does not fit in
        return False


def _is_nan(value: Any) -> bool:
    return isinstance(value, (float, complex, np.inexact)) and bool(np.isnan(value))


def _same_arrays(array: NDArray[Any], other: NDArray[Any]) -> bool:
    numeric = array.dtype.kind in "fc" and other.dtype.kind in "fc"
    return np.array_equal(array, other, equal_nan=numeric)


def shapes(names: Sequence[str], arguments: Sequence[Any]) -> str:
    """The inputs' shapes as a student may see them, such as "X (5, 3), y (5,), b (), k = 2"."""
    return ", ".join(
        f"{name} {_shape(value)}" for name, value in zip(names, arguments, strict=False)
    )


def _shape(value: Any) -> str:
    if isinstance(value, np.ndarray) and value.ndim:
        return str(value.shape)
    if isinstance(value, (bool, int)):
        return f"= {value}"
    return "()" if isinstance(value, (float, np.ndarray, np.number)) else kind(value)
