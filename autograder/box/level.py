"""How well a student's process is walled in."""

from __future__ import annotations

from enum import StrEnum


class Isolation(StrEnum):
    """The levels, best first. What stands at each is in docs/architecture.md."""

    NAMESPACES = "namespaces"
    """bubblewrap, namespaces, Landlock, seccomp, limits."""
    LANDLOCK = "landlock"
    """Landlock, seccomp, limits: where user namespaces or bubblewrap are not to be had."""
    LIMITS = "limits"
    """seccomp and limits: files can be read."""
    PROCESS = "process"
    """A process with limits: files, network and signals are open."""

    @property
    def trusted_only(self) -> bool:
        """Whether it may only run code whose author is trusted."""
        return self in (Isolation.LIMITS, Isolation.PROCESS)
