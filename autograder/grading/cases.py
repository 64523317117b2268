"""The questions that a hidden test asks: arguments, and what must hold of the result.

Cases are made once per session, in session fixtures, and asked of every submission: what the
reference gives, what known mistakes give and what finite differences give is worked out once.
"""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from autograder.grading.gradient import Slopes
from autograder.grading.reference import Mistake, Reference
from autograder.grading.values import ACCURACY, Array, leaves, tolerance, tree_of

Arguments = tuple[Any, ...]
Canonical = Callable[[Any], Any]


@dataclass(frozen=True)
class Raised:
    """A course function raised instead of returning; a mistake may."""

    kind: str


@dataclass(frozen=True)
class Truth:
    """One array of an expected value, and the largest absolute error of its entries."""

    array: Array
    allowed: float


@dataclass(eq=False)
class Cases:
    """Calls to one of the student's functions, and what the reference gives for each.

    `outputs` names the arrays of a result, left to right; `axes` the axes of some of them, for
    figures; `inputs` the arguments. `canonical` turns a value into the part of it that is
    determined, where the contract leaves freedom.
    """

    function: str
    arguments: tuple[Arguments, ...]
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    axes: Mapping[str, tuple[str, ...]]
    reference: Callable[..., Any]
    mistakes: tuple[Mistake, ...]
    canonical: Canonical | None = None
    accuracy: float = ACCURACY
    seconds: float = field(default=0.0, init=False)
    """CPU time of the reference's slowest call; the student's limits follow from it."""

    @cached_property
    def expected(self) -> tuple[Any, ...]:
        """The reference's value for every call, in canonical form: a tree of arrays."""
        return tuple(tree_of(self._timed(arguments)) for arguments in self.arguments)

    @cached_property
    def truths(self) -> tuple[Mapping[str, Truth], ...]:
        """The expected arrays of every call by their names, in order."""
        return tuple(
            {
                name: Truth(array, tolerance(array, self.accuracy))
                for name, array in named(self, expected).items()
            }
            for expected in self.expected
        )

    @cached_property
    def asked(self) -> tuple[Arguments, ...]:
        """What a student is asked: all calls, and the first of them once more."""
        _ = self.expected  # Its time is the measure of the student's.
        return (*self.arguments, self.arguments[0])

    @cached_property
    def of_mistakes(self) -> tuple[tuple[Mistake, tuple[Any, ...]], ...]:
        """Every known mistake that differs from the reference here, with its values."""
        return tuple(
            (mistake, tuple(self._attempt(mistake, arguments) for arguments in self.arguments))
            for mistake in self.mistakes
        )

    def canonically(self, value: Any) -> Any:
        return value if self.canonical is None else self.canonical(value)

    def _timed(self, arguments: Arguments) -> Any:
        own = copied(arguments)
        # This thread's alone: the other may be reading a submission, and limits follow from it.
        started = time.thread_time()
        value = self.reference(*own)
        self.seconds = max(self.seconds, time.thread_time() - started)
        return self.canonically(value)

    def _attempt(self, mistake: Mistake, arguments: Arguments) -> Any:
        try:
            with np.errstate(all="ignore"):
                return self.canonically(mistake.function(*copied(arguments)))
        except Exception as error:  # noqa: BLE001 - a known mistake may raise anything
            return Raised(type(error).__name__)


@dataclass(frozen=True)
class Point:
    """Where a gradient is asked for.

    `of` is the true loss as a function of the variables, positionally, in the order of `at`; `at`
    maps the name of an output (the gradient) to the variable it is the gradient with respect to.
    """

    arguments: Arguments
    of: Callable[..., float]
    at: Mapping[str, Any]


@dataclass(eq=False)
class GradientCases(Cases):
    """Calls whose results hold gradients; what must hold is what the true loss does."""

    slopes: tuple[Slopes, ...] = ()
    """For each call, the slopes of the true loss around its point."""


class CaseMaker:
    """The session fixture `cases`."""

    def __init__(
        self,
        reference: Reference,
        mistakes: Mapping[str, tuple[Mistake, ...]],
        draw: Callable[[str], np.random.Generator],
    ) -> None:
        self._reference = reference
        self._mistakes = mistakes
        self._draw = draw

    def values(
        self,
        function: str,
        arguments: Sequence[Arguments],
        *,
        outputs: Sequence[str] | None = None,
        inputs: Sequence[str] | None = None,
        axes: Mapping[str, Sequence[str]] | None = None,
        reference: Callable[..., Any] | None = None,
        canonical: Canonical | None = None,
        accuracy: float = ACCURACY,
    ) -> Cases:
        """Calls whose results must equal the reference's.

        `reference` replaces the reference's function of the same name; `outputs` defaults to
        "result" or "result[0]", "result[1]", ...; `inputs` to the reference's parameters.
        """
        return Cases(
            **self._common(function, arguments, outputs, inputs, axes, reference),
            canonical=canonical,
            accuracy=accuracy,
        )

    def point(
        self, arguments: Arguments, *, of: Callable[..., float], at: Mapping[str, Any]
    ) -> Point:
        """See :class:`Point`."""
        return Point(arguments, of, at)

    def gradient(
        self,
        function: str,
        points: Sequence[Point],
        *,
        outputs: Sequence[str],
        inputs: Sequence[str] | None = None,
        axes: Mapping[str, Sequence[str]] | None = None,
        accuracy: float = ACCURACY,
    ) -> GradientCases:
        """Calls whose results hold gradients of each point's `of`, checked by finite differences.

        `outputs` names all arrays of a result in order; those named in a point's `at` are checked.
        """
        arguments = [point.arguments for point in points]
        return GradientCases(
            **self._common(function, arguments, outputs, inputs, axes, None),
            accuracy=accuracy,
            slopes=tuple(
                Slopes(point.of, point.at, self._draw(f"directions/{function}/{number}"))
                for number, point in enumerate(points)
            ),
        )

    def _common(
        self,
        function: str,
        arguments: Sequence[Arguments],
        outputs: Sequence[str] | None,
        inputs: Sequence[str] | None,
        axes: Mapping[str, Sequence[str]] | None,
        reference: Callable[..., Any] | None,
    ) -> dict[str, Any]:
        chosen = reference or self._reference[function]
        return {
            "function": function,
            "arguments": tuple(map(tuple, arguments)),
            "inputs": tuple(inputs or inspect.signature(self._reference[function]).parameters),
            "outputs": tuple(outputs or ()),
            "axes": {name: tuple(labels) for name, labels in (axes or {}).items()},
            "reference": chosen,
            "mistakes": self._mistakes.get(function, ()),
        }


def copied(arguments: Arguments) -> Arguments:
    """The arguments with arrays of their own: course functions may be wrong on purpose."""
    return tuple(value.copy() if isinstance(value, np.ndarray) else value for value in arguments)


def named(cases: Cases, tree: Any) -> dict[str, Array]:
    """The arrays of one expected value by their names: those given, or made up."""
    arrays = leaves(tree)
    names: Sequence[str] = cases.outputs or (
        ["result"] if len(arrays) == 1 else [f"result[{index}]" for index in range(len(arrays))]
    )
    return dict(zip(names, arrays, strict=True))
