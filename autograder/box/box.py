"""The box: runs what a student wrote behind walls, and believes nothing that comes out of it."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType

from autograder.box.isolation import choose, proven_worker
from autograder.box.level import Isolation
from autograder.box.limits import BoxLimits
from autograder.box.run import CodeCell, Run
from autograder.box.worker import Fork, Worker, WorkerGoneError
from autograder.errors import PlatformError

_ENDS_AT_ONCE = "the worker of the box ends as soon as it is started"


class Box:
    """A warm worker behind proven walls. A context manager; not for two threads at once."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._given: list[tuple[int, str]] = []

    @classmethod
    def start(
        cls,
        isolation: Isolation | None = None,
        *,
        trust: bool = False,
        limits: BoxLimits | None = None,
    ) -> Box:
        """A box at this level, or at the best that the machine can have (None).

        The level is proven by a canary first. Raises PlatformError with the reasons if it cannot be
        had, and for a level below the second unless `trust` says that the code's author is trusted.
        """
        return cls(choose(isolation, trust=trust, limits=limits or BoxLimits()))

    @property
    def isolation(self) -> Isolation:
        return self._worker.isolation

    @property
    def limits(self) -> BoxLimits:
        return self._worker.limits

    def limit(self, limits: BoxLimits) -> None:
        """The limits of runs that are opened from now on, but for the working folder's size."""
        self._worker.limits = limits

    def prepare(self, cells: Sequence[CodeCell]) -> None:
        """Cells that many notebooks hold unchanged are compiled beforehand, if that can be done.
        Their text is no secret to any of them. Raises PlatformError if the box itself fails.
        """
        given = [(cell.number, cell.source) for cell in cells]
        try:
            self._worker.prepare(given)
            self._given = given
        except WorkerGoneError:
            # The compiler may have fallen over one: the next worker leaves them to the forks.
            self._replace_worker()

    def open(self, cells: Sequence[CodeCell], *, limits: BoxLimits | None = None) -> Run:
        """Forks the worker and runs the cells there. To be closed, or used in a `with` statement.

        `limits` are those of the box unless given. Several runs may be open at once. Raises
        PlatformError if the box itself fails; whatever the cells do is in the run's `cells`.
        """
        chosen = limits or self.limits
        return Run(lambda: self._fork(chosen), cells, chosen)

    def close(self) -> None:
        """Ends the worker and every run."""
        self._worker.close()

    def __enter__(self) -> Box:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _fork(self, limits: BoxLimits) -> Fork:
        try:
            return self._worker.fork(limits)
        except WorkerGoneError:
            self._replace_worker()
        try:
            return self._worker.fork(limits)
        except WorkerGoneError:
            raise PlatformError(_ENDS_AT_ONCE) from None

    def _replace_worker(self) -> None:
        """Killed from outside, or for want of memory. One more, at the same level and proven."""
        self._worker.close()
        self._worker = proven_worker(self._worker.isolation, self._worker.limits)
        try:
            self._worker.prepare(self._given)
        except WorkerGoneError:
            raise PlatformError(_ENDS_AT_ONCE) from None
