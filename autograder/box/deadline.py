"""How long the host waits for one answer: by the process's CPU clock first."""

from __future__ import annotations

import time

from autograder.box.process import Process

_LONGEST_WAIT = 0.25
_SHORTEST_WAIT = 0.002


class ExpiredError(Exception):
    """The time is up."""


class Deadline:
    """So many seconds of a process's CPU time, `wall_factor` times as many by the wall's clock."""

    def __init__(self, process: Process, seconds: float, wall_factor: float) -> None:
        self._process = process
        self._cpu_end = process.seconds() + seconds
        self._wall_end = time.monotonic() + seconds * wall_factor

    def __call__(self) -> float:
        """How long it is safe to wait before asking again, in seconds. Raises ExpiredError."""
        left = min(
            self._cpu_end - self._process.seconds(),
            self._wall_end - time.monotonic(),
            _LONGEST_WAIT,
        )
        if left <= 0:
            raise ExpiredError
        return max(left, _SHORTEST_WAIT)
