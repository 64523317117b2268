"""Nothing survives: not a run, not the worker, not the host's sudden death."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from autograder.box.box import Box
from autograder.box.level import Isolation
from autograder.box.reply import Returned

from .conftest import GRADING, Open, cells, start

FIVE = "def f():\n    return 5"
HOST = """
import sys
from autograder.box.box import Box
from autograder.box.canary import Cell
from autograder.box.level import Isolation
box = Box.start(Isolation(sys.argv[1]))
run = box.open([Cell(1, "def f():\\n    while True: pass")])
print("started", flush=True)
run.call("f", [()], seconds=1000.0)
"""


def descendants(pid: int) -> set[int]:
    """Live processes below this one; zombies are dead."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if state not in "ZX":
            parents[int(stat.parent.name)] = int(parent)
    found = {pid}
    while new := {child for child, parent in parents.items() if parent in found} - found:
        found |= new
    return found - {pid}


def wait_until_gone(pids: set[int]) -> set[int]:
    """Those of the processes that are still there after ten seconds."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        pids = {pid for pid in pids if is_alive(pid)}
        if not pids:
            break
        time.sleep(0.02)
    return pids


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_nothing_of_a_run_is_left_after_it(box: Box, open_run: Open) -> None:
    before = descendants(os.getpid())
    run = open_run(
        "import threading, time\nthreading.Thread(target=time.sleep, args=(60,)).start()"
    )
    during = descendants(os.getpid())
    run.close()
    assert during > before
    assert descendants(os.getpid()) == before


def test_many_runs_leave_no_descriptor_open(box: Box) -> None:
    def count() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    with box.open(cells(FIVE)) as run:
        run.call("f", [()])
    before = count()
    for source in (FIVE, "import os; os._exit(1)", "def f():\n    import os; os.abort()") * 4:
        with box.open(cells(source)) as run:
            run.call("f", [()])
    assert count() == before


@pytest.mark.parametrize("level", GRADING, ids=str)
def test_nothing_of_a_box_is_left_after_it(level: Isolation) -> None:
    before = descendants(os.getpid())
    with start(level) as box:
        run = box.open(cells("def f():\n    return 1"))
        new = descendants(os.getpid()) - before
        assert new
    run.close()
    assert wait_until_gone(new) == set()


@pytest.mark.parametrize("level", GRADING, ids=str)
def test_nothing_is_left_when_the_host_is_killed(level: Isolation) -> None:
    start(level).close()
    host = subprocess.Popen([sys.executable, "-c", HOST, level], stdout=subprocess.PIPE)
    assert host.stdout is not None
    assert host.stdout.readline() == b"started\n"
    processes = descendants(host.pid)
    assert len(processes) >= 2
    host.kill()
    host.wait()
    host.stdout.close()
    assert wait_until_gone(processes) == set()


def kill_all(processes: set[int]) -> None:
    for pid in processes:
        with suppress(ProcessLookupError):  # it has gone with one that was killed before
            os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("level", GRADING, ids=str)
def test_a_killed_worker_is_replaced(level: Isolation) -> None:
    before = descendants(os.getpid())
    with start(level) as box:
        box.prepare(cells(FIVE))
        kill_all(descendants(os.getpid()) - before)
        with box.open(cells(FIVE)) as run:
            assert run.call("f", [()]) == [Returned(5, (), "")]


@pytest.mark.parametrize("level", GRADING, ids=str)
def test_a_worker_killed_during_a_run_costs_the_student_nothing(level: Isolation) -> None:
    before = descendants(os.getpid())
    with start(level) as box, box.open(cells(FIVE)) as run:
        kill_all(descendants(os.getpid()) - before)
        assert run.call("f", [()] * 2) == [Returned(5, (), "")] * 2


def test_two_runs_of_a_box_do_not_meet(open_run: Open) -> None:
    first, second = (
        open_run("x = 1\ndef f():\n    return x"),
        open_run("x = 2\ndef f():\n    return x"),
    )
    assert first.call("f", [()]) == [Returned(1, (), "")]
    assert second.call("f", [()]) == [Returned(2, (), "")]


@pytest.mark.parametrize("level", GRADING, ids=str)
def test_a_fork_killed_from_outside_costs_the_student_nothing(level: Isolation) -> None:
    with start(level) as box:
        before = descendants(os.getpid())
        with box.open(cells(FIVE)) as run:
            for pid in descendants(os.getpid()) - before:
                os.kill(pid, signal.SIGKILL)
            assert run.call("f", [()] * 2) == [Returned(5, (), "")] * 2
