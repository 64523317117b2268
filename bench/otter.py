"""Ours against `otter run`, which takes one submission at a time: the same calls, one check each.

otter-grader is no dependency: it goes into build/bench/otter-venv the first time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.against_nbgrader import RANDOM
from bench.nbgrader_course import arrays, kind
from bench.our_course import OurCourse
from bench.recorded import Call, calls_of_graders
from examples.many import right_submissions

ROOT = Path(__file__).parent.parent
_VENV = ROOT / "build" / "bench" / "otter-venv"

_CHECKS = """\
import os
import numpy as np

_cases = np.load(os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases.npz"))


def _flat(value):
    if isinstance(value, (tuple, list)):
        return np.concatenate([_flat(each) for each in value]) if len(value) else np.empty(0)
    return np.ravel(np.asarray(value, dtype=float))


def check(function, checks):
    for i, arguments, kind in checks:
        arguments = [_cases[f"c{i}_{j}"][()] for j in range(arguments)]
        if kind == "raises":
            try:
                function(*arguments)
            except ValueError:
                continue
            raise AssertionError("no ValueError")
        got = _flat(function(*arguments))
        if kind == "equal":
            np.testing.assert_allclose(got, _cases[f"c{i}_want"], rtol=1e-6, atol=1e-6)
        else:
            assert got.size == _cases[f"c{i}_want"].size
"""


class NotInstalledError(Exception):
    """otter-grader cannot be had here; says why."""


@dataclass(frozen=True)
class Paired:
    """Seconds for each submission, side by side, one of each a round."""

    assignment: str
    checks: int
    otter: tuple[float, ...]
    ours_alone: tuple[float, ...]
    """One submission by a command of its own, as otter takes them."""
    ours: tuple[float, ...]
    """In a batch, start-up included."""


def against_otter(
    root: Path, folder: Path, assignment: str, *, theirs: int, ours: int, rounds: int
) -> Paired:
    """Rounds of both. Both must give full marks. Raises NotInstalledError."""
    otter = _installed()
    calls = calls_of_graders(root, assignment)
    course = OurCourse(root, folder / "ours")
    made = _Otter(otter, folder / "otter", assignment, calls)
    rows = [
        (
            made.seconds_each(theirs),
            course.grade(assignment, right_submissions(assignment, 1)).seconds,
            course.grade(assignment, right_submissions(assignment, ours)).seconds / ours,
        )
        for _ in range(rounds)
    ]
    otters, alone, batch = zip(*rows, strict=True)
    return Paired(assignment, len(calls), otters, alone, batch)


def _installed() -> Path:
    otter = _VENV / "bin" / "otter"
    packages = ["otter-grader", "numpy", "ipykernel"]
    if not otter.exists():
        try:
            _run([sys.executable, "-m", "venv", _VENV])
            _run([_VENV / "bin" / "pip", "install", "--quiet", "--retries", "1", *packages])
        except RuntimeError as error:
            raise NotInstalledError(str(error).strip().splitlines()[-1]) from error
    return otter


class _Otter:
    """otter's autograder for one assignment in `folder`."""

    def __init__(self, otter: Path, folder: Path, assignment: str, calls: Sequence[Call]) -> None:
        self._otter = otter
        self._folder = folder
        self._assignment = assignment
        tests = folder / "tests"
        tests.mkdir(parents=True)
        for function in dict.fromkeys(call.function for call in calls):
            (tests / f"{function}.py").write_text(_test(function, calls, RANDOM[assignment]))
        (folder / "checks.py").write_text(_CHECKS)
        np.savez(folder / "cases.npz", **arrays(calls))
        files = ["checks.py", "cases.npz"]
        _run([otter, "generate", "-t", "tests", "-o", "grader.zip", *files], folder)

    def seconds_each(self, how_many: int) -> float:
        """Of `otter run`, by the clock; every submission must get full marks."""
        seconds = 0.0
        for student, data in right_submissions(self._assignment, how_many):
            notebook = self._folder / f"{student}.ipynb"
            notebook.write_bytes(data)
            options: list[str | Path] = ["-a", "grader.zip", "-o", self._folder, "--no-logo"]
            started = time.perf_counter()
            _run([self._otter, "run", *options, notebook], self._folder)
            seconds += time.perf_counter() - started
            _demand_full_marks(json.loads((self._folder / "results.json").read_text()))
        return seconds / how_many


def _test(function: str, calls: Sequence[Call], random: frozenset[str]) -> str:
    checks = [
        (number, len(call.arguments), kind(call, random))
        for number, call in enumerate(calls)
        if call.function == function
    ]
    code = f">>> from checks import check\n>>> check({function}, {checks!r})\n"
    case = {"code": code, "hidden": False, "locked": False, "points": 1}
    suite = {"cases": [case], "scored": True, "setup": "", "teardown": "", "type": "doctest"}
    test = {"name": function, "points": 1, "suites": [suite]}
    return f"OK_FORMAT = True\ntest = {test!r}\n"


def _demand_full_marks(results: dict[str, object]) -> None:
    tests = results["tests"]
    assert isinstance(tests, list)
    if any(test.get("score", 1) != test.get("max_score", 1) for test in tests):
        raise RuntimeError(f"a right submission did not get full marks:\n{tests}"[:2000])


def _run(command: Sequence[str | Path], folder: Path | None = None) -> None:
    # It starts jupyter by name.
    path = f"{_VENV / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} failed:\n{(done.stdout + done.stderr)[-1500:]}")
