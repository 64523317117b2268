"""Which process holds a lease, so that a dead one's work is taken up at once.

Without this a batch that was killed would be continued only when its leases run out.
"""

from __future__ import annotations

import os
import platform
from pathlib import Path

_PROC = Path("/proc")


def this_process() -> str:
    """A name for this process that no other process, here or on another machine, ever has."""
    return f"{_machine()} {os.getpid()} {_started(os.getpid())}"


def is_dead(owner: str) -> bool:
    """Whether the process is known to be gone; False also if it cannot be known from here."""
    machine, _, rest = owner.partition(" ")
    pid, _, started = rest.partition(" ")
    if machine != _machine() or not pid.isdigit():
        return False
    return _started(int(pid)) != started


def _machine() -> str:
    """The host, its boot and the process namespace: within it a process id means one process."""
    boot = _PROC / "sys/kernel/random/boot_id"
    try:
        namespace = (_PROC / "self/ns/pid").readlink()
        return f"{platform.node()}/{boot.read_text().strip()}/{namespace}".replace(" ", "")
    except OSError:
        return platform.node().replace(" ", "")


def _started(pid: int) -> str:
    """When the process began, in the kernel's ticks; empty if it is gone or a zombie."""
    if not (_PROC / "self/stat").exists():
        return _answers(pid)
    try:
        stat = (_PROC / str(pid) / "stat").read_text()
    except OSError:
        return ""
    # The name, in brackets, may hold anything; the fields behind it are numbered from 3.
    fields = stat.rpartition(")")[2].split()
    return "" if fields[0] in "ZX" else fields[19]


def _answers(pid: int) -> str:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return ""
    except PermissionError:
        pass
    return "alive"
