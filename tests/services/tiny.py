"""A copy of the tiny course with submissions of its own, and the command run on it."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]
RIGHT = (
    "def square(x): return np.asarray(x) ** 2",
    "def square_gradient(x): return 2 * np.asarray(x)",
)
NO_FACTOR = (RIGHT[0], "def square_gradient(x): return np.asarray(x)")


def copy_of_the_course(folder: Path) -> Path:
    """The course's folder below `folder`, with nothing recorded and nothing handed in."""
    course = folder / "course"
    shutil.copytree(
        ROOT / "tests/tinycourse", course, ignore=shutil.ignore_patterns(".autograder", "__py*")
    )
    return course


def hand_in(path: Path, sources: Iterable[str] = RIGHT, remark: str = "") -> Path:
    """Write a notebook of these code cells; `remark` makes its bytes differ from others'."""
    cells = [
        {
            "cell_type": "code",
            "id": f"c{position}",
            "metadata": {},
            "outputs": [],
            "execution_count": None,
            "source": source,
        }
        for position, source in enumerate(["import numpy as np", *sources, f"# {remark}"])
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    document = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def start(course: Path, *arguments: object, **how: object) -> subprocess.Popen[str]:
    """`autograder --course COURSE ARGUMENTS` as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "autograder", "--course", str(course), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "120"},
        **how,  # type: ignore[call-overload]
    )


def run(course: Path, *arguments: object) -> tuple[int, str, str]:
    """The command's exit code, stdout and stderr."""
    process = start(course, *arguments)
    out, err = process.communicate()
    return process.returncode, out, err


def select(course: Path, query: str) -> list[tuple[object, ...]]:
    """Rows of the course's records, read by another program than ours; [] before there are any."""
    path = course / ".autograder/records.sqlite3"
    if not path.exists():
        return []
    connection = sqlite3.connect(path, timeout=20)
    try:
        return connection.execute(query).fetchall()
    except sqlite3.OperationalError:
        return []
    finally:
        connection.close()
