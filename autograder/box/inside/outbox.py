"""Answers on their way to the host: many small ones in one frame, and none kept back for long.

An answer is the reply to a call or the report on a cell. To write each by itself would wake the
host for each. While one takes its time a clock sends what is there, and says which is being made:
so the host knows whom to blame for a time-out.
"""

from __future__ import annotations

import signal
from types import FrameType
from typing import Any

from . import frames

_LONGEST_HOLD = 0.01
"""In seconds that the process works: who sleeps is found out by asking again."""
_LARGEST_HOLD = 32 * 1024
"""In bytes of payload."""
_TOO_MANY = "too many single values, where arrays or short lists are expected"
_Answer = tuple[dict[str, Any], list[bytes]]
_set_timer, _set_handler = signal.setitimer, signal.signal
# Not SIGALRM: notebooks that limit their own time use it.
_ALARM, _TIMER = signal.SIGVTALRM, signal.ITIMER_VIRTUAL


class Outbox:
    """Sends the answers to one message after the other, in the order of its calls or cells."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._token = ""
        self._holds = False
        self._first = 0
        self._held: list[_Answer] = []
        self._size = 0
        self._running: int | None = None
        self._announced: int | None = None

    def open(self, token: str, *, hold: bool) -> None:
        """What is sent from here on answers the message with this token.

        With `hold`, answers may be held back until `close`.
        """
        self._token, self._holds = token, hold
        self._first, self._announced = 0, None
        if hold:
            _set_handler(_ALARM, self._ring)
            _set_timer(_TIMER, _LONGEST_HOLD, _LONGEST_HOLD)

    def close(self) -> None:
        """Sends what was held."""
        if self._holds:
            _set_timer(_TIMER, 0)
            self._holds = False
        self._flush()

    def send(self, answer: dict[str, Any], payload: list[bytes]) -> None:
        """The next answer, and the bytes that belong to it."""
        # Whoever was said to be running would be blamed for those after it.
        announced = self._first + len(self._held) == self._announced
        self._held.append((answer, payload))
        self._size += sum(map(len, payload))
        if not self._holds or announced or self._size > _LARGEST_HOLD:
            self._flush()

    def enter(self, number: int) -> None:
        """The student's own code runs, for the answer of this number, counted from 0.

        Only from here to `leave` does the clock send.
        """
        self._running = number

    def leave(self) -> None:
        self._running = None

    def _flush(self) -> None:
        if self._held:
            held, first = self._held, self._first
            self._held, self._size = [], 0
            self._first += len(held)
            self._write(first, held)

    def _write(self, first: int, held: list[_Answer]) -> None:
        answers = [answer for answer, _ in held]
        head = frames.encode({"token": self._token, "call": first, "answers": answers})
        if len(head) <= frames.MAX_HEADER:
            payload = [data for _, chunks in held for data in chunks]
            frames.send(self._descriptor, frames.pack_encoded(head, payload))
        elif len(held) == 1:
            self._write(first, [({"reply": "not sent", "reason": _TOO_MANY}, [])])
        else:
            middle = len(held) // 2
            self._write(first, held[:middle])
            self._write(first + middle, held[middle:])

    def _ring(self, _: int, __: FrameType | None) -> None:
        running = self._running
        if self._holds and running is not None and running != self._announced:
            self._announced = running
            try:
                self._flush()
                frames.send(
                    self._descriptor, frames.pack({"token": self._token, "running": running})
                )
            except (MemoryError, RecursionError):
                # It is the student's code that has no room. What was lost here is asked for again.
                self._running = None
