"""The repository's course in a folder of its own, so that a measurement leaves no record behind."""

from __future__ import annotations

import json
import math
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.memory import Peak

_PARTS = ("course.yaml", "examples/roster.csv", "solutions", "autograder/graders", "assignments")


@dataclass(frozen=True)
class Took:
    """What one command took with all its processes."""

    seconds: float
    """By the clock on the wall."""
    cpu: float
    """CPU seconds of the command itself: it waits neither for graders nor for boxes."""
    megabytes: float
    """At its peak; 0 if it was over too soon to be looked at, nan if it was not weighed."""


@dataclass(frozen=True)
class Graded:
    """One run of `autograder grade`, from command to prompt; see `Took`."""

    seconds: float
    cpu: float
    megabytes: float
    results: list[dict[str, Any]]


class OurCourse:
    """A fresh copy of the course of `root` in `folder`.

    With `weighed` the memory of its commands is measured, which makes them slower.
    """

    def __init__(self, root: Path, folder: Path, *, weighed: bool = False) -> None:
        self.folder = folder
        self._weighed = weighed
        self.received = folder / "received"
        for part in _PARTS:
            source, target = root / part, folder / part
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, target)

    def grade(
        self, assignment: str, submissions: Iterable[tuple[str, bytes]], *options: str
    ) -> Graded:
        """Grade (student, notebook) pairs with an empty record. `options` go to the command."""
        for old in (self.received, self.folder / ".autograder"):
            shutil.rmtree(old, ignore_errors=True)
        self.received.mkdir()
        for student, data in submissions:
            (self.received / f"{student}.ipynb").write_bytes(data)
        return self.grade_again(assignment, *options)

    def grade_again(self, assignment: str, *options: str) -> Graded:
        """Grade what was received, on top of the records that are there."""
        out = self.folder / "results.json"
        took = self.run("grade", assignment, str(self.received), "--json", str(out), *options)
        results = json.loads(out.read_text(encoding="utf-8"))["results"]
        return Graded(took.seconds, took.cpu, took.megabytes, results)

    def run(self, *arguments: str) -> Took:
        """One command, from start to prompt."""
        command = [str(Path(sys.executable).parent / "autograder"), "--course", str(self.folder)]
        started, cpu = time.perf_counter(), _cpu_of_children()
        with tempfile.TemporaryFile() as said:
            process = subprocess.Popen([*command, *arguments], stdout=said, stderr=said)
            with Peak(process.pid) if self._weighed else nullcontext() as peak:
                process.wait()
                seconds = time.perf_counter() - started
            if process.returncode != 0:
                said.seek(0)
                text = said.read().decode(errors="replace")[-2000:]
                raise RuntimeError(f"autograder {arguments[0]} failed:\n{text}")
        return Took(seconds, _cpu_of_children() - cpu, peak.megabytes if peak else math.nan)


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
