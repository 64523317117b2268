"""How long the host waits for one answer: by the process's CPU clock first."""

from __future__ import annotations

import math
import time

from autograder.box.process import Process

_LONGEST_WAIT = 0.25
_SHORTEST_WAIT = 0.002


class ExpiredError(Exception):
    """The time is up."""


class Deadline:
    """So many seconds of a process's CPU time, `wall_factor` times as many by the wall's clock.

    `idle` is how many seconds the process may sleep until the deadline is given up, restarts
    included. It sleeps while the wall's clock goes on more than `wall_factor` times as fast as its
    own: on a loaded machine one that works is kept waiting too.
    """

    def __init__(
        self, process: Process, seconds: float, wall_factor: float, idle: float = math.inf
    ) -> None:
        self._process = process
        self._seconds = seconds
        self._wall_factor = wall_factor
        self._idle = idle
        self._ends: tuple[float, float] | None = None
        self._cpu_and_wall_ends()
        self._began = process.seconds(), time.monotonic()
        self._worked = 0.0

    def restart(self, seconds: float) -> None:
        """So many seconds again, from the next wait on: asking for the time is not free."""
        self._seconds = seconds
        self._ends = None

    def spent(self) -> float:
        """The CPU time used so far, or what the wall's clock makes of it if it mostly slept."""
        return max(self.worked(), 2 * self._waited() / self._wall_factor)

    def idle_left(self) -> float:
        """What is left of `idle`; negative if it was used up and more."""
        return self._idle - max(0.0, self._waited() - self._wall_factor * self.worked())

    def worked(self) -> float:
        """The CPU time used so far, restarts included; of a process that ended, the last known."""
        self._worked = max(self._worked, self._process.seconds() - self._began[0])
        return self._worked

    def _waited(self) -> float:
        return time.monotonic() - self._began[1]

    def __call__(self) -> float:
        """How long it is safe to wait before asking again, in seconds. Raises ExpiredError."""
        cpu_end, wall_end = self._ends or self._cpu_and_wall_ends()
        left = min(
            cpu_end - self._process.seconds(),
            wall_end - time.monotonic(),
            self.idle_left(),
            _LONGEST_WAIT,
        )
        if left <= 0:
            raise ExpiredError
        return max(left, _SHORTEST_WAIT)

    def _cpu_and_wall_ends(self) -> tuple[float, float]:
        wall_seconds = self._seconds * self._wall_factor
        self._ends = self._process.seconds() + self._seconds, time.monotonic() + wall_seconds
        return self._ends
