"""What is found about an expression that a student typed, or why it cannot be read."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.errors import AutograderError
from autograder.text import Text


@dataclass(frozen=True)
class ExpressionVerdict:
    """Value and form are separate: `P(X1, X2)` equals itself, and is no factorisation."""

    equal: bool
    """Equal to the key for every member of the declared family, or all over the domain."""
    form_ok: bool
    feedback: tuple[Text, ...] = ()
    """Most telling sentence first; empty for an answer with nothing to say about."""
    holds_if: Text | None = None
    """The assumption that the answer makes in silence, where it would hold under one."""


class AnswerError(AutograderError):
    """The answer cannot be read. `position` counts its characters from 0."""

    def __init__(self, text: Text, position: int) -> None:
        self.text = text
        self.position = position
        super().__init__(f"{position}: {text.in_language('en')}")

    def __reduce__(self) -> tuple[type[AnswerError], tuple[Text, int]]:
        return AnswerError, (self.text, self.position)
