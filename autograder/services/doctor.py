"""What this machine can do, what is missing, and how to mend it."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.course.model import Course
from autograder.errors import AutograderError, CourseError
from autograder.services.opened import open_records

_SPACE_MB = 500


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `blocks`: nothing can be graded before it is mended."""

    what: str
    found: str
    good: bool = True
    advice: str = ""
    blocks: bool = False


def examine(course: Callable[[], Course]) -> list[Finding]:
    """Looks at the machine, and at the course if `course` returns one."""
    return [*_machine(), *_isolation(), *_course(course)]


def _machine() -> Iterator[Finding]:
    cores = len(os.sched_getaffinity(0))
    yield Finding("machine", f"{platform.platform()}, {cores} cores")
    yield Finding("python", platform.python_version())


def _isolation() -> Iterator[Finding]:
    from autograder.box.isolation import probe
    from autograder.box.level import Isolation

    open_at = {
        Isolation.LIMITS: "files can be read",
        Isolation.PROCESS: "files, the network and other processes are open",
    }
    able = probe()
    for level, reason in able.reasons.items():
        found = reason or "its walls held just now against code that tried to get out"
        if level in open_at and not reason:
            found = f"can be had, but {open_at[level]}: for trusted code alone"
        yield Finding(f"isolation {level.value}", found, not reason)
    if able.best is None:
        yield Finding(
            "grading",
            "no level that is safe for unknown code",
            good=False,
            advice="mend one of the first two levels, or grade in a container or virtual machine "
            "of its own with --trust-submissions",
            blocks=True,
        )
    else:
        yield Finding("grading", f"submissions run at the level {able.best.value}")


def _course(course: Callable[[], Course]) -> Iterator[Finding]:
    try:
        found = course()
    except CourseError as error:
        advice = "autograder check shows them"
        yield Finding("course", f"{len(error.problems)} faults", False, advice, blocks=True)
        return
    except AutograderError as error:
        yield Finding("course", str(error), good=False)
        return
    yield Finding("course", f"{found.id} in {found.root}")
    yield _space(found.state)
    try:
        with open_records(found):
            pass
    except AutograderError as error:
        yield Finding("records", str(error), good=False, blocks=True)
    else:
        yield Finding("records", "can be read")


def _space(folder: Path) -> Finding:
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free // 2**20
    writable = os.access(folder, os.W_OK)
    if not writable:
        return Finding("state", f"{folder} may only be read", False, "make it writable", True)
    good = free >= _SPACE_MB
    return Finding(
        "state", f"{free} MB free in {folder}", good, "" if good else "free some space", not free
    )
