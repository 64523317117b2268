"""How long cells may take: one of them, all in one process, and all in every process together."""

from __future__ import annotations

from autograder.box.deadline import Deadline
from autograder.box.inside.cells import share
from autograder.box.limits import GRACE_SECONDS, BoxLimits
from autograder.box.process import Process


class CellTime:
    """The budget of one submission's cells, which run again in every process after the first.

    Counted is CPU time, or what the wall's clock makes of long sleep: see `Deadline.spent`.
    """

    def __init__(self, limits: BoxLimits) -> None:
        self._limits = limits
        self._left = limits.cells_seconds * limits.cells_again_factor

    @property
    def used_up(self) -> bool:
        """Whether cells may run in no process any more."""
        return self._left <= 0

    def begin(self, process: Process) -> Deadline:
        """For the first cell in a process; from there on all of them count."""
        limits = self._limits
        # Together they may sleep no longer in one process than one of them alone.
        idle = limits.setup_seconds * limits.wall_factor
        return Deadline(process, self._for_a_cell(0.0, 0.0), limits.wall_factor, idle)

    def go_on(self, wait: Deadline) -> None:
        """For the next cell in the same process."""
        wait.restart(self._for_a_cell(wait.worked(), wait.spent()))

    def nothing_left(self, wait: Deadline) -> bool:
        """Whether the cells have had all that they may have in this process."""
        return wait.idle_left() <= 0 or self._left_here(wait.spent()) <= 0

    def end(self, wait: Deadline) -> None:
        """No cell runs in this process any more; to be called once for each `begin`."""
        self._left -= wait.spent()

    def _for_a_cell(self, worked: float, spent: float) -> float:
        """Half of what is left of the CPU time, as inside, and no more than may be spent."""
        alone = share(self._limits.setup_seconds - worked) + GRACE_SECONDS
        return min(alone, self._left_here(spent))

    def _left_here(self, spent: float) -> float:
        """Each cell may insist on a little, and not all on it."""
        return min(self._limits.cells_seconds, self._left) - spent
