"""What one submission may use, and how long the host waits."""

from __future__ import annotations

import resource
from dataclasses import dataclass

MEGABYTE = 1 << 20
GRACE_SECONDS = 1.0
"""CPU time for a cell's own alarm to be heard, before the process is killed."""


@dataclass(frozen=True)
class BoxLimits:
    """Deadlines are of CPU time, so that a loaded machine makes nobody late; the wall's follow."""

    setup_seconds: float = 10.0
    """CPU time for all of a notebook's cells together: each has half of what is left."""
    cells_factor: float = 5.0
    """So many times as long may they take after all: cells that come late each get a little."""
    cells_again_factor: float = 3.0
    """So many times that in all processes of one submission together: they run again whenever one
    is lost. Enough for a dozen with cells that each use all of `setup_seconds`."""
    memory_mb: int = 1024
    """Address space on top of the warm worker's own."""
    reply_mb: int = 32
    """What all calls of one run return, together: the host keeps it."""
    report_characters: int = 2_000_000
    """The texts of the reports on all cells, together; there may be thousands of cells."""
    scratch_mb: int = 16
    """Files in the working folder, at the level that has one."""
    threads: int = 64
    call_floor_seconds: float = 1.0
    call_factor: float = 50.0
    """A call may use the floor and so many times the reference's own CPU time."""
    wall_factor: float = 10.0
    """So many times as long by the clock on the wall, for code that sleeps."""
    idle_seconds: float = 60.0
    """So long may all calls of one run sleep, together; then none may any more."""
    busy_seconds: float = 60.0
    """So much CPU time may all calls of one run take, together, besides `call_factor` times the
    reference's; then each gets little."""
    cpu_seconds: int = 600
    """The kernel's own limit for everything, should the host be unable to act."""
    cell_patience: int = 5
    """After so many cells that ended the process, the ones below are not run."""
    patience: int = 3
    """After so many deaths or time-outs of one function, the calls left are not tried."""

    def call_seconds(self, reference_seconds: float) -> float:
        """The CPU time that one call may take."""
        return self.call_floor_seconds + self.call_factor * reference_seconds

    @property
    def cells_seconds(self) -> float:
        """The CPU time that all cells may take in one process."""
        return self.setup_seconds * self.cells_factor + GRACE_SECONDS

    @property
    def reply_bytes(self) -> int:
        return self.reply_mb * MEGABYTE

    def kernel_limits(self, worker_bytes: int, other_tasks: int) -> list[tuple[int, int]]:
        """(resource, value) pairs for one process.

        `worker_bytes` is the address space that the fork starts with, `other_tasks` what the same
        user runs besides and RLIMIT_NPROC counts in.
        """
        file_bytes = self.scratch_mb * MEGABYTE
        return [
            (resource.RLIMIT_AS, worker_bytes + self.memory_mb * MEGABYTE),
            (resource.RLIMIT_CPU, self.cpu_seconds),
            (resource.RLIMIT_NPROC, other_tasks + self.threads),
            (resource.RLIMIT_NOFILE, 64),
            (resource.RLIMIT_FSIZE, file_bytes),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_STACK, 16 * MEGABYTE),
        ]
