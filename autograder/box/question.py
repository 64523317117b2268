"""Calls of one function, as they go to the box: encoded once, asked of many submissions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autograder.box.inside import frames, values


class Question:
    """`seconds` is the CPU time that the reference needs for one call: limits follow from it."""

    def __init__(
        self, function: str, calls: Sequence[Sequence[Any]], *, seconds: float = 0.0
    ) -> None:
        """Raises TypeError if an argument is no data."""
        self.function = function
        self.calls: tuple[tuple[Any, ...], ...] = tuple(map(tuple, calls))
        self.seconds = seconds
        self._encoded = [_encoded(arguments) for arguments in self.calls]

    def described(self, first: int) -> bytes:
        """The function and its calls from this one on, as JSON."""
        calls = b",".join(description for description, _ in self._encoded[first:])
        return b"[%b,[%b]]" % (frames.encode(self.function), calls)

    def payload(self, first: int) -> list[bytes]:
        """The bytes that belong to the calls from this one on."""
        return [data for _, data in self._encoded[first:]]


def _encoded(arguments: Sequence[Any]) -> tuple[bytes, bytes]:
    payload: list[bytes] = []
    try:
        described = values.encode(tuple(arguments), payload, values.NO_LIMIT)
    except values.UnsendableError as error:
        raise TypeError(f"an argument cannot be sent: {error}") from None
    return frames.encode(described), b"".join(payload)
