"""What a student prints: the beginning is kept, the rest is counted."""

from __future__ import annotations

import io
import sys

KEPT = 3_000
"""In characters, for each cell and each call."""


class Output(io.TextIOBase):
    """Stands in for both stdout and stderr."""

    encoding = "utf-8"

    def __init__(self) -> None:
        self._kept: list[str] = []
        self._room = KEPT
        self._lost = 0

    def install(self) -> None:
        # Kept: collected, they would close descriptors that by then are others.
        self._replaced = (sys.stdout, sys.stderr)
        sys.stdout = sys.stderr = sys.__stdout__ = sys.__stderr__ = self  # type: ignore[misc,assignment]  # all that print needs

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if self._room > 0 and text:
            piece = str.__getitem__(text, slice(self._room))
            self._kept.append(piece)
            self._room -= len(piece)
        else:
            piece = ""
        self._lost += len(text) - len(piece)
        return len(text)

    def take(self) -> str:
        """What was printed since the last time."""
        if not self._kept and not self._lost:
            return ""
        text = "".join(self._kept)
        if self._lost:
            text += f"\n... {self._lost} more characters were printed ..."
        self._kept, self._room, self._lost = [], KEPT, 0
        return text
