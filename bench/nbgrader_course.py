"""A temporary nbgrader course whose hidden test cells ask what our hidden graders ask.

The notebooks are the same, the calls are the same, and each is compared once with a stored value:
nbgrader has no reference to run and no derivative to take.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.recorded import Call

_HIDDEN = """\
### BEGIN HIDDEN TESTS
import numpy as np


def _flat(value):
    if isinstance(value, (tuple, list)):
        return np.concatenate([_flat(each) for each in value]) if len(value) else np.empty(0)
    return np.ravel(np.asarray(value, dtype=float))


_cases = np.load("cases.npz")
for _i, _arguments, _kind in {checks!r}:
    _arguments = [_cases[f"c{{_i}}_{{_j}}"][()] for _j in range(_arguments)]
    if _kind == "raises":
        try:
            {function}(*_arguments)
        except ValueError:
            continue
        raise AssertionError("no ValueError")
    _got = _flat({function}(*_arguments))
    if _kind == "equal":
        np.testing.assert_allclose(_got, _cases[f"c{{_i}}_want"], rtol=1e-6, atol=1e-6)
    else:
        assert _got.size == _cases[f"c{{_i}}_want"].size
### END HIDDEN TESTS
"""


class NbgraderCourse:
    """One assignment in `folder`, with `submissions` (student, notebook) handed in."""

    def __init__(
        self,
        folder: Path,
        assignment: str,
        master: Path,
        calls: Sequence[Call],
        random: frozenset[str],
        submissions: Sequence[tuple[str, bytes]],
    ) -> None:
        """`random`: functions whose right values differ from one right answer to another."""
        self.folder = folder
        self.assignment = assignment
        self.students = [student for student, _ in submissions]
        source = folder / "source" / assignment
        source.mkdir(parents=True)
        notebook = _with_hidden_tests(json.loads(master.read_text("utf-8")), calls, random)
        (source / f"{assignment}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
        np.savez(source / "cases.npz", **arrays(calls))
        for student, data in submissions:
            submitted = folder / "submitted" / student / assignment
            submitted.mkdir(parents=True)
            (submitted / f"{assignment}.ipynb").write_bytes(data)
            shutil.copy(source / "cases.npz", submitted)
        self._run("generate_assignment", assignment, "--create", "--force")

    def autograde(self) -> float:
        """Seconds that `nbgrader autograde` takes for all submissions, from command to prompt."""
        started = time.perf_counter()
        self._run("autograde", self.assignment, "--create", "--force")
        return time.perf_counter() - started

    def scores(self) -> list[tuple[float, float]]:
        """Every submission's score and the score for full marks, from nbgrader's gradebook."""
        from nbgrader.api import Gradebook

        with Gradebook(f"sqlite:///{self.folder / 'gradebook.db'}") as gradebook:
            found = [gradebook.find_submission(self.assignment, each) for each in self.students]
            return [(each.score, each.max_score) for each in found]

    def _run(self, *arguments: str) -> None:
        # nbgrader starts alembic by name, so the environment's commands have to be on PATH.
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments, "--course-dir", str(self.folder)],
            cwd=self.folder,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"nbgrader {arguments[0]} failed:\n{done.stderr[-2000:]}")


def _with_hidden_tests(
    notebook: dict[str, Any], calls: Sequence[Call], random: frozenset[str]
) -> dict[str, Any]:
    """The master with one hidden check per call in place of its visible tests."""
    for cell in notebook["cells"]:
        metadata = cell["metadata"].get("nbgrader", {})
        if metadata.get("grade"):
            function = metadata["grade_id"]
            checks = [
                (number, len(call.arguments), kind(call, random))
                for number, call in enumerate(calls)
                if call.function == function
            ]
            cell["source"] = _HIDDEN.format(checks=checks, function=function)
    return notebook


def kind(call: Call, random: frozenset[str]) -> str:
    """How a call is checked: "raises", "size" or "equal"; `random` as in NbgraderCourse."""
    if call.values is None:
        return "raises"
    return "size" if call.function in random else "equal"


def arrays(calls: Sequence[Call]) -> dict[str, Any]:
    """The arguments and right values of all calls, by the names that the checks use."""
    arrays: dict[str, Any] = {}
    for number, call in enumerate(calls):
        arrays |= {f"c{number}_{place}": value for place, value in enumerate(call.arguments)}
        if call.values is not None:
            arrays[f"c{number}_want"] = call.values
    return arrays
