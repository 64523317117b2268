"""The repository's course in a folder of its own, so that a measurement leaves no record behind."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_PARTS = ("course.yaml", "examples/roster.csv", "solutions", "autograder/graders")


@dataclass(frozen=True)
class Graded:
    """One run of `autograder grade`, from command to prompt."""

    seconds: float
    results: list[dict[str, Any]]


class OurCourse:
    """A fresh copy of the course of `root` in `folder`."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.folder = folder
        for part in _PARTS:
            source, target = root / part, folder / part
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, target)

    def grade(self, assignment: str, submissions: Iterable[tuple[str, bytes]]) -> Graded:
        """Grade (student, notebook) pairs with an empty record."""
        received = self.folder / "received"
        for old in (received, self.folder / ".autograder"):
            shutil.rmtree(old, ignore_errors=True)
        received.mkdir()
        for student, data in submissions:
            (received / f"{student}.ipynb").write_bytes(data)
        out = self.folder / "results.json"
        command = Path(sys.executable).parent / "autograder"
        arguments = ["--course", str(self.folder), "grade", assignment, str(received)]
        started = time.perf_counter()
        done = subprocess.run(
            [command, *arguments, "--json", out], capture_output=True, text=True, check=False
        )
        seconds = time.perf_counter() - started
        if done.returncode != 0:
            raise RuntimeError(f"autograder grade failed:\n{done.stderr[-2000:]}")
        return Graded(seconds, json.loads(out.read_text(encoding="utf-8"))["results"])
