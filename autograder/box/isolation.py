"""Which level of isolation this machine can have: each proven by a canary, or with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from autograder.box import canary
from autograder.box.level import Isolation
from autograder.box.limits import BoxLimits
from autograder.box.run import Run
from autograder.box.worker import Worker, missing_for
from autograder.errors import PlatformError

__all__ = ["Capabilities", "Isolation", "choose", "probe", "proven_worker"]


@dataclass(frozen=True)
class Capabilities:
    """What this machine can do."""

    reasons: Mapping[Isolation, str]
    """Every level, best first -> why it cannot be had, in words; empty if it was proven."""

    @property
    def best(self) -> Isolation | None:
        """The level that submissions are graded at; None if neither of the first two can be had."""
        proven = [level for level, reason in self.reasons.items() if not reason]
        return next((level for level in proven if not level.trusted_only), None)


def probe() -> Capabilities:
    """Starts a worker at every level and lets a canary try its walls. Takes about a second."""
    reasons = {}
    for level in Isolation:
        try:
            proven_worker(level, BoxLimits()).close()
            reasons[level] = ""
        except PlatformError as error:
            reasons[level] = str(error)
    return Capabilities(reasons)


def proven_worker(isolation: Isolation, limits: BoxLimits) -> Worker:
    """A worker whose walls have just refused a canary. Raises PlatformError with the reason."""
    reason = missing_for(isolation)
    if reason:
        raise PlatformError(reason)
    worker = Worker(isolation, limits)
    try:
        outcomes = canary.sing(lambda cells: Run(lambda: worker.fork(limits), cells, limits))
        reason = canary.complaint(isolation, outcomes)
        if reason:
            raise PlatformError(reason)
    except BaseException:
        worker.close()
        raise
    return worker


def choose(isolation: Isolation | None, *, trust: bool, limits: BoxLimits) -> Worker:
    """A proven worker at the level asked for, or at the best that can be had.

    Raises PlatformError: there is no falling below the second level unless the code is trusted.
    """
    if isolation is not None and isolation.trusted_only and not trust:
        raise PlatformError(
            f"isolation {isolation.value!r} is for trusted code alone: it leaves files open"
        )
    levels = [
        level
        for level in ([isolation] if isolation is not None else Isolation)
        if trust or not level.trusted_only
    ]
    reasons = []
    for level in levels:
        try:
            return proven_worker(level, limits)
        except PlatformError as error:
            reasons.append(f"{level.value}: {error}")
    raise PlatformError("no safe way to run students' code on this machine\n" + "\n".join(reasons))
