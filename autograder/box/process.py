"""A process of the box as the host holds it: by a pidfd, so that no other is ever meant by it."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path


class Process:
    """Owns the pidfd. Where there is none (macOS) only `seconds` works, by the wall's clock."""

    def __init__(self, pidfd: int | None) -> None:
        self._pidfd = pidfd
        self._pid = _pid_of(pidfd) if pidfd is not None else None
        self._started = time.monotonic()

    def seconds(self) -> float:
        """The CPU time that it has used, all threads together."""
        if self._pid is None:
            return time.monotonic() - self._started
        # The kernel's clock id of a process: see clock_getcpuclockid(3). The pid cannot have been
        # given to another, since the worker waits for its forks only when the host says so.
        with suppress(OSError):
            return time.clock_gettime((~self._pid << 3) | 2)
        return 0.0

    def kill(self) -> bool:
        """Whether it could be sent the signal; False where there are no pidfds."""
        if self._pidfd is None or sys.platform == "darwin":
            return False
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
        return True

    def address_space(self) -> int | None:
        """In bytes, zero once it has ended; None where /proc does not tell."""
        try:
            pages = int(Path(f"/proc/{self._pid}/statm").read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return None
        return pages * os.sysconf("SC_PAGE_SIZE")

    def close(self) -> None:
        if self._pidfd is not None:
            os.close(self._pidfd)
            self._pidfd = None


def _pid_of(pidfd: int) -> int | None:
    """In the host's own pid namespace."""
    try:
        for line in Path(f"/proc/self/fdinfo/{pidfd}").read_text().splitlines():
            if line.startswith("Pid:"):
                pid = int(line.split()[1])
                return pid if pid > 0 else None
    except OSError:
        pass
    return None


def tasks_of_this_user() -> int:
    """The threads that the kernel counts for RLIMIT_NPROC, about."""
    own = os.getuid()
    count = 0
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if folder.stat().st_uid == own:
                count += sum(1 for _ in (folder / "task").iterdir())
    return count
