"""Kills a batch, its workers, what they are forked from and its boxes at random moments; then the
same command completes it.

    python -m tests.faults.kills [--kills 200] [--seed N]

Runs on copies of the tiny course. After every few kills the command runs once without any, and
the records must hold one result for each submission, the right one. Prints what it did; the exit
code is 1 if anything was lost or counted twice.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen, TimeoutExpired

from tests.services.tiny import NO_FACTOR, RIGHT, copy_of_the_course, hand_in, run, select, start

VICTIMS = ("batch", "worker", "forkserver", "box")
_SUBMISSIONS = 240
_WORKERS = 2
_LONGEST_PAUSE = 2.5
"""Seconds between two kills, or between the start and the first."""
_GONE_SECONDS = 20.0
_HANG_SECONDS = 120.0
_EXPECTED = {0: ("graded", 1.0), 1: ("graded", 3.0)}
_RESULTS = """
    SELECT s.student, r.status, r.score FROM records_submission s
    JOIN records_storedresult r ON r.submission_id = s.id ORDER BY s.student
"""
_GRADED = """
    SELECT subject, count(*) FROM records_auditevent
    WHERE action = 'graded' AND json_extract(detail, '$.status') = 'graded' GROUP BY subject
"""


@dataclass
class Tally:
    """What was done, and every fault that was found."""

    kills: Counter[str] = field(default_factory=Counter)
    exits: Counter[int] = field(default_factory=Counter)
    """How often the command ended with which code, when something of it had been killed."""
    completed: int = 0
    faults: list[str] = field(default_factory=list)


class _EndedError(Exception):
    pass


def campaign(folder: Path, kills: int, seed: int, submissions: int = _SUBMISSIONS) -> Tally:
    """So many kills, evenly among the victims, on courses made in `folder`."""
    rng, tally = random.Random(seed), Tally()
    left = [VICTIMS[number % len(VICTIMS)] for number in range(kills)]
    rng.shuffle(left)
    rounds = itertools.count()
    while left and not tally.faults:
        # By rounds: a batch may end before anything of it was killed.
        course = _course(folder / f"{next(rounds)}", submissions)
        while left and not tally.faults and _run_with_kills(course, left, rng, tally):
            pass
        _complete(course, submissions, tally)
    return tally


def _course(folder: Path, submissions: int) -> Path:
    course = copy_of_the_course(folder)
    for number in range(submissions):
        sources = RIGHT if number % 2 else NO_FACTOR
        hand_in(course / f"in/{_student(number)}.ipynb", sources, _student(number))
    return course


def _student(number: int) -> str:
    return f"k{number:03}"


def _command(course: Path) -> tuple[object, ...]:
    return "grade", "tiny", course / "in", "--workers", _WORKERS


def _run_with_kills(course: Path, left: list[str], rng: random.Random, tally: Tally) -> bool:
    """One run of the command, with kills from the end of `left`; whether there was one."""
    batch = start(course, *_command(course))
    processes: list[int] = []
    before = len(left)
    with suppress(_EndedError):
        while left:
            if _until(lambda: batch.poll() is not None, rng.uniform(0, _LONGEST_PAUSE)):
                break
            pid = _victim(batch, left[-1], rng)
            processes = _descendants(batch.pid)
            if not _sent(pid):
                continue
            victim = left.pop()
            tally.kills[victim] += 1
            if victim == "batch":
                break
    try:
        _, said = batch.communicate(timeout=_HANG_SECONDS)
    except TimeoutExpired:
        batch.kill()
        raise
    tally.exits[batch.returncode] += 1
    if "Traceback" in said:
        tally.faults.append(f"the command showed a traceback:\n{said}")
    if remaining := _still_there(processes):
        tally.faults.append(f"processes were left: {remaining}")
    return len(left) < before


def _victim(batch: Popen[str], victim: str, rng: random.Random) -> int:
    """Raises _EndedError if the batch ends first."""
    found: list[int] = []

    def look() -> bool:
        below = _descendants(batch.pid)
        servers = [pid for pid in below if "forkserver" in _command_line(pid)]
        boxes = [pid for pid in below if "inside.zygote" in _command_line(pid)]
        found[:] = {
            "batch": [batch.pid],
            "forkserver": servers[:1],
            "worker": servers[1:],  # forked from the first, with its command line
            "box": boxes,
        }[victim]
        return bool(found) or batch.poll() is not None

    if not _until(look, _HANG_SECONDS) or batch.poll() is not None:
        raise _EndedError
    return rng.choice(found)


def _until(holds: Callable[[], bool], seconds: float) -> bool:
    """Whether it came to hold in that time."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def _sent(pid: int) -> bool:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def _still_there(pids: list[int]) -> list[str]:
    alive: list[str] = []

    def look() -> bool:
        alive[:] = [_command_line(pid) for pid in pids if _command_line(pid)]
        return not alive

    _until(look, _GONE_SECONDS)
    return alive


def _complete(course: Path, submissions: int, tally: Tally) -> None:
    """The same command once more, undisturbed; then the books are checked."""
    code, _, said = run(course, *_command(course))
    everyone = [_student(number) for number in range(submissions)]
    results = select(course, _RESULTS)
    wanted = [(name, *_EXPECTED[number % 2]) for number, name in enumerate(everyone)]
    kept = [row for row in results if row[1] == "graded"]
    counted = select(course, _GRADED)
    if code != 0:
        tally.faults.append(f"the command did not complete the batch ({code}):\n{said}")
    if kept != wanted:
        tally.faults.append(f"lost or doubled: {sorted(set(wanted) ^ set(kept))[:10]}")
    if counted != [(f"tiny/{name}", 1) for name in everyone]:
        wrong = [row for row in counted if row[1] != 1]
        tally.faults.append(f"graded another number of times than once: {wrong[:10]}")
    tally.completed += 1


def _parents() -> dict[int, int]:
    """Every process of the machine and its parent."""
    found: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # The name, in brackets, may hold anything; behind it stand the state and the parent.
            found[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    return found


def _descendants(pid: int) -> list[int]:
    parents = _parents()
    found = [pid]
    for each in found:  # grows while it is walked
        found += [child for child, parent in parents.items() if parent == each]
    return found[1:]


def _command_line(pid: int) -> str:
    """Empty for a process that is gone, or dead and not yet waited for."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
    except OSError:
        return ""


def _lines(tally: Tally) -> Iterator[str]:
    kills = ", ".join(f"{count} of a {victim}" for victim, count in sorted(tally.kills.items()))
    yield f"{tally.kills.total()} kills ({kills}), {tally.completed} batches completed after them"
    exits = ", ".join(f"{code} {count} times" for code, count in sorted(tally.exits.items()))
    yield f"the command ended with {exits}"
    yield from (f"FAULT: {fault}" for fault in tally.faults)
    if not tally.faults:
        yield "nothing lost, nothing counted twice, nothing left running"


def main() -> int:
    """Run the campaign that the arguments ask for."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    given = parser.parse_args()
    started = time.monotonic()
    print(f"seed {given.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="autograder-kills-") as name:
        tally = campaign(Path(name).resolve(), given.kills, given.seed)
    print("\n".join(_lines(tally)))
    print(f"in {time.monotonic() - started:.0f} s")
    return int(bool(tally.faults))


if __name__ == "__main__":
    sys.exit(main())
