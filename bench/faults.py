"""A batch with faults in it beside a clean one, and a batch on a machine that is busy otherwise.

    python -m bench.faults [--assignment sgd] [--submissions 500] [--under-load 100] [--busy 8]

5 % infinite loops, 2 % memory bombs, 2 % fork bombs, 2 % exits and 2 % floods of output. Prints the
figures; the exit code is 1 if a right submission lost a point, or if the batch with faults took
more than twice the clean one's time and the waiting that the time limits imply.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from bench.machine import describe
from bench.our_course import Graded, OurCourse
from examples.many import right_submissions

ROOT = Path(__file__).parent.parent
_PERCENT = {
    "s031": (5, "infinite loops"),
    "s032": (2, "memory bombs"),
    "s033": (2, "fork bombs"),
    "s034": (2, "exits"),
    "s035": (2, "floods of output"),
}
"""Of examples/cohort; what each does is in its README."""
_BUSY = "while True: pass"


def main() -> int:
    """Measure and print; whether it was good enough is the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    parser.add_argument("--assignment", default="sgd")
    parser.add_argument("--submissions", type=int, default=500)
    parser.add_argument("--under-load", type=int, default=100, help="submissions on a busy machine")
    parser.add_argument("--busy", type=int, default=8, help="busy processes beside them")
    given = parser.parse_args()
    print("\n".join([f"{date.today().isoformat()}", *describe()]), flush=True)  # noqa: DTZ011
    with tempfile.TemporaryDirectory(prefix="autograder-faults-") as name:
        course = OurCourse(ROOT, Path(name).resolve())
        good = _beside_faults(course, given.assignment, given.submissions)
        if given.under_load:
            good = _under_load(course, given.assignment, given.under_load, given.busy) and good
    return int(not good)


def _under_load(course: OurCourse, assignment: str, total: int, busy: int) -> bool:
    with _busy_processes(busy):
        print(f"load before: {os.getloadavg()[0]:.1f}; now {busy} busy processes more")
        graded = course.grade(assignment, right_submissions(assignment, total))
        print(f"load after: {os.getloadavg()[0]:.1f}")
    lost = _lost(graded, {})
    print(f"under load: {total} right in {graded.seconds:.0f} s, {lost} lost a point")
    return lost == 0


def _beside_faults(course: OurCourse, assignment: str, total: int) -> bool:
    clean = course.grade(assignment, right_submissions(assignment, total))
    faulty = dict(_faulty(assignment, total))
    right = right_submissions(assignment, total - len(faulty))
    batch = course.grade(assignment, [*right, *faulty.items()])
    cores = len(os.sched_getaffinity(0))
    seconds = {each["student"]: each["seconds"] for each in batch.results}
    for name, (percent, what) in _PERCENT.items():
        spent = [seconds[student] for student in faulty if student.endswith(name)]
        print(f"  {percent} % {what}: {len(spent)}, {sum(spent) / len(spent):.2f} s each")
    waiting = sum(seconds[student] for student in faulty if student.endswith("s031")) / cores
    lost = _lost(clean, {}) + _lost(batch, faulty)
    ratio = (batch.seconds - waiting) / clean.seconds
    print(
        f"clean: {total} in {clean.seconds:.0f} s; with {len(faulty)} faulty ones:"
        f" {batch.seconds:.0f} s, of which {waiting:.0f} s were waiting for the loops to use up"
        f" their time on {cores} cores; the rest is {ratio:.2f} of the clean batch's time;"
        f" {lost} right ones lost a point",
        flush=True,
    )
    return lost == 0 and ratio <= 2


def _faulty(assignment: str, total: int) -> Iterator[tuple[str, bytes]]:
    """Pairs of a student, whose name sorts them among the right ones, and a notebook."""
    empty = {"metadata": dict[str, str](), "outputs": list[str](), "execution_count": None}
    for name, (percent, _) in _PERCENT.items():
        path = ROOT / "examples/cohort" / assignment / f"{name}.ipynb"
        notebook = json.loads(path.read_text(encoding="utf-8"))
        count = total * percent // 100
        for number in range(count):
            last = {"cell_type": "code", **empty, "source": f"# {number}"}
            cells = [*notebook["cells"], last]
            student = f"r{(number + 1) * total // (count + 1):04}-{name}"
            yield student, json.dumps({**notebook, "cells": cells}).encode()


def _lost(graded: Graded, faulty: dict[str, bytes]) -> int:
    """How many right submissions have less than full marks."""
    return sum(
        each["score"] != each["max_score"]
        for each in graded.results
        if each["student"] not in faulty
    )


@contextmanager
def _busy_processes(count: int) -> Iterator[None]:
    processes = [subprocess.Popen([sys.executable, "-c", _BUSY]) for _ in range(count)]
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.wait()


if __name__ == "__main__":
    sys.exit(main())
