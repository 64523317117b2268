"""What the hidden tests ask of every submission, found by running them on the reference.

Asked all at once it crosses the wall in one message, instead of one for each question of a test.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.box.inside import trace, values
from autograder.box.question import Question
from autograder.box.reply import Missing, NotSent, Raised, Reply, Returned
from autograder.grading.cases import Arguments, copied
from autograder.grading.reference import Reference
from autograder.grading.student import Student, key


class Rehearsal:
    """In the place of a box, with the reference as the student; keeps what it is asked."""

    calls_to: Mapping[str, frozenset[str]] = {}

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self.questions: list[Question] = []

    def student(self) -> Student:
        """Who answers as the reference does."""
        return Student(self, lambda: self)

    def ask(self, questions: Sequence[Question]) -> list[list[Reply]]:
        self.questions += questions
        return [
            [self._reply(question.function, arguments) for arguments in question.calls]
            for question in questions
        ]

    def __enter__(self) -> Rehearsal:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def _reply(self, name: str, arguments: Arguments) -> Reply:
        function = getattr(self._reference, name, None)
        if function is None:
            return Missing()
        try:
            value = function(*copied(arguments))
        except Exception as error:  # noqa: BLE001 - a test may ask for the exception
            return Raised(tuple(trace.kinds(error)), trace.message(error), "")
        return _as_data(value)


def recurring(first: Sequence[Question], second: Sequence[Question]) -> list[Question]:
    """The questions of the second rehearsal that the first had asked with the very same arguments.

    Arguments that a test makes anew each time are others for each submission.
    """
    left = Counter(map(key, first))
    found = []
    for question in second:
        if left[key(question)] > 0:
            left[key(question)] -= 1
            found.append(question)
    return found


def _as_data(value: Any) -> Reply:
    """The value as it would have come out of the box."""
    payload: list[bytes] = []
    try:
        described = values.encode(value, payload, values.NO_LIMIT)
    except values.UnsendableError as error:
        return NotSent(str(error))
    return Returned(values.Reader(b"".join(payload), values.NO_LIMIT).read(described), (), "")
