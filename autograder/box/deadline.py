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
        self._seconds = seconds
        self._wall_seconds = seconds * wall_factor
        self._ends: tuple[float, float] | None = None
        self._cpu_and_wall_ends()

    def restart(self) -> None:
        """The whole time again, from the next wait on: asking for the time is not free."""
        self._ends = None

    def __call__(self) -> float:
        """How long it is safe to wait before asking again, in seconds. Raises ExpiredError."""
        cpu_end, wall_end = self._ends or self._cpu_and_wall_ends()
        left = min(
            cpu_end - self._process.seconds(),
            wall_end - time.monotonic(),
            _LONGEST_WAIT,
        )
        if left <= 0:
            raise ExpiredError
        return max(left, _SHORTEST_WAIT)

    def _cpu_and_wall_ends(self) -> tuple[float, float]:
        self._ends = self._process.seconds() + self._seconds, time.monotonic() + self._wall_seconds
        return self._ends
