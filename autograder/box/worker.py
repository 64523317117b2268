"""The host's side of the warm worker: starts it, has it fork, and knows that its forks are gone."""

from __future__ import annotations

import math
import os
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from autograder.box import bubblewrap
from autograder.box.inside import control, landlock, seccomp
from autograder.box.inside.walls import Plan
from autograder.box.level import Isolation
from autograder.box.limits import MEGABYTE, BoxLimits
from autograder.box.link import Link
from autograder.box.places import INSIDE, Places
from autograder.box.process import Process, tasks_of_this_user
from autograder.errors import PlatformError

_BOOT = (
    "import sys; descriptor, *paths = sys.argv[1:]; sys.path[:0] = paths; "
    "from inside.zygote import main; main(int(descriptor))"
)
_ENVIRONMENT = {
    # One thread a worker: with more, two workers slow each other many times.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    # The order of a set of strings is the same in every run: equal submissions, equal results.
    "PYTHONHASHSEED": "0",
    "LANG": "C.UTF-8",
    "TZ": "UTC",
    "HOME": "/",
    "TMPDIR": "/tmp",  # noqa: S108  # the sandbox's own
}
_START_SECONDS = 60.0
_GENEROUS_GUESS = 1 << 30
"""At a worker's address space in bytes, where the machine does not tell."""


class WorkerGoneError(Exception):
    """The worker itself has ended; a new one must be started."""


@dataclass(frozen=True)
class Exit:
    """How a fork ended: `code` as subprocess has it, negative for a signal."""

    code: int
    peak_kb: int


class Fork:
    """One process for one submission. The host holds its socket and its pidfd."""

    def __init__(self, worker: Worker, child: int, process: Process, link: Link) -> None:
        self._worker = worker
        self._child = child
        self.process = process
        self.link = link

    def taken_mb(self) -> float:
        """Its address space on top of the worker's own; infinite if it has ended, or if the machine
        does not tell. This is the kernel's word, not the submission's.
        """
        space = self.process.address_space()
        return (space - self._worker.address_space) / MEGABYTE if space else math.inf

    def end(self) -> Exit:
        """Kills the process, waits until nothing of it is left, and says how it had ended."""
        self.link.close()
        try:
            if not self.process.kill():
                self._worker.ask({"do": "kill", "child": self._child})
            answer, _ = self._worker.ask({"do": "wait", "child": self._child})
        finally:
            self.process.close()
        return Exit(answer["code"], answer["peak"])


class Worker:
    """A warm worker at one level of isolation. Not to be used by two threads at once."""

    def __init__(self, isolation: Isolation, limits: BoxLimits) -> None:
        """Raises PlatformError with the reason why this machine cannot have that level."""
        self.isolation = isolation
        self.limits = limits
        places = Places.of_this_interpreter()
        self._line, theirs = socket.socketpair()
        with theirs:
            try:
                self._popen = self._start(places, theirs.fileno())
            except OSError as error:
                self._line.close()
                raise PlatformError(f"the worker cannot be started: {error}") from None
        try:
            plan = self._plan(places)
            paths = self._paths(places)
            answer, handles = self.ask({"plan": asdict(plan), "forget": paths}, _START_SECONDS)
        except (WorkerGoneError, OSError, PlatformError) as error:
            raise PlatformError(self._why_it_failed(error)) from None
        self._process = Process(handles[0] if handles else None)
        self._other_tasks = 0 if answer["counted_alone"] else tasks_of_this_user()
        self.address_space = self._process.address_space() or _GENEROUS_GUESS

    def fork(self, limits: BoxLimits) -> Fork:
        """A new process behind the walls, before any code of a student. Raises WorkerGoneError."""
        ours, theirs = socket.socketpair()
        numbers = limits.kernel_limits(self.address_space, self._other_tasks)
        with theirs:
            try:
                answer, handles = self.ask(
                    {"do": "fork", "limits": numbers}, descriptors=[theirs.fileno()]
                )
            except WorkerGoneError:
                ours.close()
                raise
        if "error" in answer:
            ours.close()
            raise PlatformError(f"the box {answer['error']}")
        return Fork(self, answer["child"], Process(handles[0] if handles else None), Link(ours))

    def prepare(self, cells: list[tuple[int, str]]) -> None:
        """Has cells compiled, for all forks from now on. Raises WorkerGoneError."""
        self.ask({"do": "prepare", "cells": cells})

    def ask(
        self,
        message: dict[str, Any],
        seconds: float | None = _START_SECONDS,
        descriptors: list[int] | None = None,
    ) -> tuple[dict[str, Any], list[int]]:
        """One message to the worker and its answer. Raises WorkerGoneError."""
        try:
            self._line.settimeout(seconds)
            control.send(self._line, message, descriptors)
            return control.receive(self._line)
        except (EOFError, OSError) as error:
            raise WorkerGoneError(str(error)) from None

    def close(self) -> None:
        """Ends the worker and with it every fork."""
        self._line.close()
        if not self._process.kill():
            self._popen.kill()
        self._process.close()
        self._popen.wait()
        if self._popen.stderr is not None:
            self._popen.stderr.close()

    def _start(self, places: Places, descriptor: int) -> subprocess.Popen[bytes]:
        program = [
            *(places.python, "-s", "-S", "-P", "-B", "-c", _BOOT),
            *(str(descriptor), *self._paths(places)),
        ]
        return subprocess.Popen(
            [*self._around(places), *program],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            pass_fds=[descriptor],
            env=_ENVIRONMENT,
            cwd="/",
            start_new_session=True,
        )

    def _around(self, places: Places) -> list[str]:
        if self.isolation is not Isolation.NAMESPACES:
            return []
        bwrap = bubblewrap.executable()
        if bwrap is None:
            raise PlatformError("bubblewrap is not installed: apt install bubblewrap")
        return bubblewrap.command(
            bwrap,
            places,
            _ENVIRONMENT,
            root=os.geteuid() == 0,
            die_with_parent=_in_main_thread(),
        )

    def _paths(self, places: Places) -> list[str]:
        if self.isolation is Isolation.NAMESPACES:
            return [bubblewrap.CODE, bubblewrap.PACKAGES]
        return [str(INSIDE.parent), places.numpy_parent]

    def _plan(self, places: Places) -> Plan:
        root = os.geteuid() == 0
        return Plan(
            level=self.isolation.value,
            uid=_free_uid(self._popen.pid) if root else None,
            grants=tuple(self._grants(places)),
            scratch_bytes=self.limits.scratch_mb << 20,
            die_with_parent=(
                self.isolation is not Isolation.NAMESPACES
                and sys.platform == "linux"
                and _in_main_thread()
            ),
        )

    def _grants(self, places: Places) -> list[tuple[str, int]]:
        null = ("/dev/null", landlock.READ | landlock.WRITE_FILE)
        if self.isolation is Isolation.NAMESPACES:
            # What is bound is all that can be read; one folder can be written.
            return [("/", landlock.READ), ("/tmp", landlock.CHANGE), null]  # noqa: S108
        # To import is to list the folder first; the installed packages in it cannot be read.
        listing = (places.standard_library, landlock.READ_DIR)
        return [*((path, landlock.READ) for path in places.readable()), listing, null]

    def _why_it_failed(self, error: Exception) -> str:
        self._line.close()
        with suppress(subprocess.TimeoutExpired):
            self._popen.wait(1.0)
        self._popen.kill()
        _, said = self._popen.communicate()
        text = said.decode("utf-8", "replace").strip()
        if text:
            return text.splitlines()[-1][:500]
        return str(error) or "the worker ended at its start"


def missing_for(isolation: Isolation) -> str:
    """What this machine lacks for a level, in words; empty if it may be tried."""
    if isolation is Isolation.PROCESS:
        return ""
    if sys.platform != "linux":
        return "it needs Linux"
    if not seccomp.supported():
        return f"no list of system calls for {os.uname().machine}: x86_64 and aarch64 have one"
    if isolation is not Isolation.LIMITS and landlock.version() == 0:
        return (
            "the kernel has no Landlock, or not switched on (Linux 5.13 or later, lsm=landlock,...)"
        )
    if isolation is Isolation.NAMESPACES and bubblewrap.executable() is None:
        return "bubblewrap is not installed: apt install bubblewrap"
    return ""


def _in_main_thread() -> bool:
    """Linux sends the death signal when the *thread* ends that started the worker.

    A box started by another thread outlives it; it still ends when the host closes its socket.
    """
    return threading.current_thread() is threading.main_thread()


def _free_uid(pid: int) -> int:
    """An unprivileged user of this worker's own: no other live worker has its process number.

    Raises PlatformError where root is the only user that is mapped: student code never runs as it.
    """
    rows = [
        tuple(map(int, row.split())) for row in Path("/proc/self/uid_map").read_text().splitlines()
    ]
    start, _, length = max(rows, key=lambda row: row[2])
    if length > 1 << 30:
        return (1 << 29) + pid
    if length < 1 << 15:
        raise PlatformError("root is the only user here: run as an ordinary user")
    return start + length - 1000 - pid % (length // 2)
