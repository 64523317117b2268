"""Ours against `otter run`, which takes one submission at a time: the same calls, one check each.

    python -m bench.otter [--theirs 3]

otter-grader is no dependency: it goes into build/bench/otter-venv the first time. Where it cannot
be installed this says so.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench.against_nbgrader import RANDOM
from bench.nbgrader_course import arrays, kind
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


def main() -> None:
    """Print what a submission takes otter."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m bench.otter")
    parser.add_argument("--theirs", type=int, default=3, help="submissions of each assignment")
    given = parser.parse_args()
    try:
        otter = _installed()
    except RuntimeError as error:
        sys.exit(f"otter-grader cannot be installed here: {error}")
    for assignment in ("sgd", "rnn"):
        seconds = _seconds_each(otter, assignment, given.theirs)
        print(f"{assignment}: {seconds:.2f} s a submission, {1 / seconds:.2f} submissions/s")


def _installed() -> Path:
    otter = _VENV / "bin" / "otter"
    if not otter.exists():
        _run([sys.executable, "-m", "venv", _VENV])
        _run([_VENV / "bin" / "pip", "install", "--quiet", "otter-grader", "numpy", "ipykernel"])
    return otter


def _seconds_each(otter: Path, assignment: str, how_many: int) -> float:
    calls = calls_of_graders(ROOT, assignment)
    with tempfile.TemporaryDirectory(prefix="autograder-otter-") as name:
        folder = Path(name).resolve()
        tests = folder / "tests"
        tests.mkdir()
        for function in dict.fromkeys(call.function for call in calls):
            (tests / f"{function}.py").write_text(_test(function, calls, RANDOM[assignment]))
        (folder / "checks.py").write_text(_CHECKS)
        np.savez(folder / "cases.npz", **arrays(calls))
        files = ["checks.py", "cases.npz"]
        _run([otter, "generate", "-t", "tests", "-o", "grader.zip", *files], folder)
        seconds = 0.0
        for student, data in right_submissions(assignment, how_many):
            notebook = folder / f"{student}.ipynb"
            notebook.write_bytes(data)
            started = time.perf_counter()
            _run([otter, "run", "-a", "grader.zip", "-o", folder, "--no-logo", notebook], folder)
            seconds += time.perf_counter() - started
            _demand_full_marks(json.loads((folder / "results.json").read_text()))
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


if __name__ == "__main__":
    main()
