"""The fixture `check`: what a hidden test may ask, and the messages that the answers become."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from autograder.box.reply import Raised as RaisedReply
from autograder.box.reply import Reply, Returned
from autograder.errors import CourseError, Problem
from autograder.grading import messages
from autograder.grading.cases import Arguments, Cases, GradientCases, Raised
from autograder.grading.departure import Departed, departed
from autograder.grading.explain import explained, recognised
from autograder.grading.result import Departure
from autograder.grading.student import Student, StudentError, usable, without_numbers
from autograder.grading.values import Array, MisfitError, agrees, fitted, same, shapes
from autograder.text import Text, join

_SETTLED = 0.3
"""The share of a tolerance below which directions alone settle that a gradient is right."""

_WIDENING = 3.0
"""How many of its own error estimates a finite difference may be off."""


class CheckFailedError(StudentError):
    """A check of the student's function failed; what the student and the staff are told."""

    def __init__(
        self,
        text: Text,
        *,
        hints: Sequence[Text] = (),
        traceback: str = "",
        departures: Sequence[Departure] = (),
        private: str = "",
    ) -> None:
        super().__init__(text, traceback)
        self.hints = tuple(hints)
        self.departures = tuple(departures)
        self.private = private


class Check:
    """Each method returns if all is right, and otherwise ends the test with a message."""

    def __init__(self, student: Student) -> None:
        self._student = student
        self.earned = 0.0

    def values(self, cases: Cases, only: str | Iterable[str] | None = None) -> None:
        """Every call gives what the reference gives.

        Structure, shapes, values to 1e-6 of the largest entry; no argument changed, no dependence
        on earlier calls. `only` names the outputs to look at.
        """
        chosen = _chosen(only)
        values = self._values(cases)
        found = []
        for number, truths in enumerate(cases.truths):
            arrays = self._fitted(cases, values, number)
            for name, truth in truths.items():
                if chosen is None or name in chosen:
                    array = self._array(cases, values, number, arrays[name])
                    if not agrees(array, truth.array, truth.allowed):
                        found.append(
                            departed(cases, number, name, array, truth.array, truth.allowed)
                        )
        if found:
            raise self._failed(cases, values, found, gradient=False)

    def gradient(self, cases: GradientCases, only: str | Iterable[str] | None = None) -> None:
        """The gradients are those of the true loss, by finite differences.

        And all that :meth:`values` asks but the values. `only` names the outputs to look at; by
        default all that a point's `at` names. A course error if the differences settle nothing.
        """
        chosen = _chosen(only)
        values = self._values(cases)
        found = []
        for number, slopes in enumerate(cases.slopes):
            arrays = self._fitted(cases, values, number)
            for name in slopes.names:
                if chosen is None or name in chosen:
                    array = self._array(cases, values, number, arrays[name])
                    found.append(_gradient_departed(cases, number, name, array))
        if wrong := [departure for departure in found if departure is not None]:
            raise self._failed(cases, values, wrong, gradient=True)

    def raises(
        self,
        function: str,
        arguments: Sequence[Arguments],
        kind: type[Exception],
        *,
        inputs: Sequence[str],
    ) -> None:
        """Every call raises this exception, or one derived from it. `inputs`: what may be told."""
        replies = self._student.replies(function, arguments, 0.0)
        for call, reply in zip(arguments, replies, strict=True):
            case = shapes(inputs, call)
            if isinstance(reply, RaisedReply) and kind.__name__ in reply.kinds:
                continue
            if isinstance(reply, RaisedReply) and reply.type != "NotImplementedError":
                told = without_numbers(reply)
                text = messages.other_error(function, kind.__name__, told.type, case)
                raise CheckFailedError(text, traceback=told.traceback)
            usable(function, reply, case)
            raise CheckFailedError(messages.no_error(function, kind.__name__, case))

    def array(self, value: Any, shape: tuple[int, ...], name: str = "result") -> Array:
        """A student's value as a float64 array of this shape, or the test ends with a message.

        What `student.f(...)` gives may be anything; this makes it safe to compute with.
        """
        array = fitted(value, np.zeros(shape), [name])[name]
        if isinstance(array, MisfitError):
            raise CheckFailedError(array.text)
        return array

    def that(self, holds: object, *, en: str, ko: str, private: object = "") -> None:
        """`holds` is true, or the test ends with this message.

        The message must not tell an expected value; `private` may, and only staff see it.
        """
        if not holds:
            raise CheckFailedError(Text.of(en, ko), private=str(private))

    def earn(self, points: float) -> None:
        """From here on the test is worth at least this much, even if a later check fails."""
        self.earned = points

    def _values(self, cases: Cases) -> list[Any]:
        """The values of all calls in canonical form, after the checks that any value must pass."""
        replies = self._student.answers(cases)
        values = [self._usable(cases, replies, number) for number in range(len(replies))]
        changed = {index for r in replies if isinstance(r, Returned) for index in r.changed}
        if changed:
            names = ", ".join(_input_name(cases, index) for index in sorted(changed))
            raise CheckFailedError(messages.changed(cases.function, names))
        if not same(values[0], values.pop()):
            raise CheckFailedError(messages.depends_on_calls(cases.function))
        try:
            return [cases.canonically(value) for value in values]
        except MisfitError as misfit:
            raise CheckFailedError(misfit.text) from None

    def _usable(self, cases: Cases, replies: Sequence[Reply], number: int) -> Any:
        reply = replies[number]
        if isinstance(reply, Returned):
            return reply.value
        number_asked = number % len(cases.arguments)
        case = shapes(cases.inputs, cases.arguments[number_asked])
        try:
            return usable(cases.function, reply, case)
        except StudentError as failure:
            if number and isinstance(reply, RaisedReply):
                fresh = self._student.first_answer(cases, number_asked)
                if isinstance(fresh, Returned):
                    text = messages.depends_on_calls(cases.function)
                    raise CheckFailedError(text, traceback=failure.traceback) from None
            values = [_canonical(cases, reply) for reply in replies[: len(cases.arguments)]]
            hints = recognised(cases, values)
            raise CheckFailedError(failure.text, hints=hints, traceback=failure.traceback) from None

    def _fitted(
        self, cases: Cases, values: Sequence[Any], number: int
    ) -> dict[str, Array | MisfitError]:
        try:
            return fitted(values[number], cases.expected[number], list(cases.truths[number]))
        except MisfitError as misfit:
            raise self._misfit(cases, values, number, misfit) from None

    def _array(
        self, cases: Cases, values: Sequence[Any], number: int, array: Array | MisfitError
    ) -> Array:
        if isinstance(array, MisfitError):
            raise self._misfit(cases, values, number, array)
        return array

    def _misfit(
        self, cases: Cases, values: Sequence[Any], number: int, misfit: MisfitError
    ) -> CheckFailedError:
        if self._right_at_first(cases, number):
            return CheckFailedError(messages.depends_on_calls(cases.function))
        case = Text.plain(f"({shapes(cases.inputs, cases.arguments[number])})")
        return CheckFailedError(join(misfit.text, case), hints=recognised(cases, values))

    def _failed(
        self, cases: Cases, values: Sequence[Any], found: Sequence[Departed], *, gradient: bool
    ) -> CheckFailedError:
        """The failure told by its largest array, which shows the most of where it departs."""
        shown = max(found, key=lambda departure: departure.array.size)
        if self._right_at_first(cases, shown.number):
            return CheckFailedError(
                messages.depends_on_calls(cases.function), private=shown.private
            )
        return CheckFailedError(
            join(shown.text(gradient), *explained(cases, values, shown)),
            hints=recognised(cases, values),
            departures=[shown.departure] if shown.array.size > 1 else [],
            private=shown.private,
        )

    def _right_at_first(self, cases: Cases, number: int) -> bool:
        """Whether a fresh process gives the right value: then earlier calls made it wrong."""
        value = _canonical(cases, self._student.first_answer(cases, number))
        truths = cases.truths[number]
        try:
            arrays = fitted(value, cases.expected[number], list(truths))
        except MisfitError:
            return False
        return all(
            not isinstance(array, MisfitError)
            and agrees(array, truths[name].array, truths[name].allowed)
            for name, array in arrays.items()
        )


def _chosen(only: str | Iterable[str] | None) -> set[str] | None:
    return {only} if isinstance(only, str) else None if only is None else set(only)


def _input_name(cases: Cases, index: int) -> str:
    """What messages call an argument: a question may name the first of its inputs alone."""
    return f"`{cases.inputs[index]}`" if index < len(cases.inputs) else f"#{index + 1}"


def _canonical(cases: Cases, reply: Reply) -> Any:
    """A reply's value in canonical form, or what stands for it where there is none."""
    if isinstance(reply, RaisedReply):
        return Raised(reply.type)
    try:
        return cases.canonically(reply.value) if isinstance(reply, Returned) else None
    except MisfitError:
        return None


def _gradient_departed(
    cases: GradientCases, number: int, name: str, array: Array
) -> Departed | None:
    """Where a gradient departs from the true loss's slopes; None if it does not."""
    slopes = cases.slopes[number]
    expected = cases.truths[number][name]
    known, allowed = expected.array, expected.allowed
    if all(
        _WIDENING * direction.slope.error <= allowed
        and abs(float(np.vdot(array, direction.vector)) - direction.slope.value)
        <= _SETTLED * allowed + _WIDENING * direction.slope.error
        for direction in slopes.directions[name]
    ):
        return None
    truth, errors = slopes.entries(name)
    room = _WIDENING * float(np.max(errors, initial=0.0))
    if room > allowed or not agrees(known, truth, allowed + room):
        raise _unsettled(cases, name)
    if agrees(array, truth, allowed + room):
        return None
    return departed(cases, number, name, array, truth, allowed + room)


def _unsettled(cases: Cases, name: str) -> CourseError:
    path = Path(cases.reference.__code__.co_filename)
    message = (
        f"{cases.function}: finite differences of the loss given as `of` do not settle {name!r} to "
        f"the accuracy asked for, or the reference's own gradient departs from them"
    )
    return CourseError([Problem(path, message)])
