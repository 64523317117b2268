"""Replies on their way to the host: many small ones in one go, and none kept back for long.

To write each by itself would wake the host for each. While one call takes its time a clock sends
what is there, and says which call is running: so the host knows whom to blame for a time-out.
"""

from __future__ import annotations

import signal
from types import FrameType

from . import frames

_LONGEST_HOLD = 0.01
"""In seconds by the clock on the wall."""
_LARGEST_HOLD = 128 * 1024
"""In bytes."""
_set_timer, _set_handler = signal.setitimer, signal.signal
_ALARM, _TIMER = signal.SIGALRM, signal.ITIMER_REAL


class Outbox:
    """Sends frames. Between `hold` and `release` it may gather them first."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._held: list[bytes] = []
        self._size = 0
        self._holds = False
        self._token = ""
        self._running: int | None = None
        self._announced: int | None = None

    def send(self, frame: bytes) -> None:
        self._held.append(frame)
        self._size += len(frame)
        if not self._holds or self._size > _LARGEST_HOLD:
            self._flush()

    def hold(self, token: str) -> None:
        """From here on frames may be held back, in answer to the message with this token."""
        self._holds, self._token, self._announced = True, token, None
        _set_handler(_ALARM, self._ring)
        _set_timer(_TIMER, _LONGEST_HOLD, _LONGEST_HOLD)

    def release(self) -> None:
        """Sends what was held."""
        if self._holds:
            _set_timer(_TIMER, 0)
            self._holds = False
        self._flush()

    def enter(self, call: int) -> None:
        """The student's function is called. Only from here to `leave` does the clock send."""
        self._running = call

    def leave(self) -> None:
        self._running = None

    def _flush(self) -> None:
        if self._held:
            held, self._held, self._size = self._held, [], 0
            frames.send(self._descriptor, b"".join(held))

    def _ring(self, _: int, __: FrameType | None) -> None:
        running = self._running
        if self._holds and running is not None and running != self._announced:
            self._announced = running
            self._held.append(frames.pack({"token": self._token, "running": running}))
            self._flush()
