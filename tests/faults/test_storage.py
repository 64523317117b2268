"""A disk that is full or read-only: what to do is said, and the same command goes on from there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.services.tiny import NO_FACTOR, RIGHT, ROOT, copy_of_the_course, hand_in, run, select

GRADED = "SELECT subject, count(*) FROM records_auditevent WHERE action='graded' GROUP BY subject"
RESULTS = """
    SELECT s.student, r.status, r.score FROM records_submission s
    JOIN records_storedresult r ON r.submission_id = s.id ORDER BY s.student
"""
STUDENTS = [f"k{number:02}" for number in range(24)]
COMMAND = ("-m", "autograder")
# Mounts a file system of so many KB at the course's state folder, fills what the second argument
# leaves, runs the command, frees the space and runs it again: all in a mount namespace of its own.
ON_A_SMALL_DISK = """
state="$1"; size="$2"; free="$3"; shift 3
mkdir -p "$state" && mount -t tmpfs -o "size=${size}k" none "$state" || exit 77
head -c "$(( (size - free) * 1024 ))" /dev/zero > "$state/ballast"
"$@" > "$state/../first.txt" 2>&1
echo "first $?"
rm "$state/ballast"
"$@" > "$state/../second.txt" 2>&1
echo "second $?"
cp "$state"/records.sqlite3* "$state/../"
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    made = copy_of_the_course(tmp_path)
    for number, student in enumerate(STUDENTS):
        hand_in(made / f"in/{student}.ipynb", RIGHT if number % 2 else NO_FACTOR, student)
    return made


def complete(course: Path) -> None:
    assert select(course, GRADED) == [(f"tiny/{student}", 1) for student in STUDENTS]
    assert select(course, RESULTS) == [
        (student, "graded", 3.0 if number % 2 else 1.0) for number, student in enumerate(STUDENTS)
    ]


def mounting() -> str:
    """Why nothing can be mounted here; empty if it can."""
    done = subprocess.run(
        ["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stderr.strip() if done.returncode else ""


@pytest.mark.parametrize("free_kb", [0, 60, 200])
@pytest.mark.skipif(bool(mounting()), reason=f"no small disk to be had: {mounting()}")
def test_a_full_disk_is_named_and_nothing_is_lost_once_there_is_room(
    course: Path, free_kb: int
) -> None:
    command = [sys.executable, *COMMAND, "--course", str(course), "grade", "tiny", course / "in"]
    arguments = [course / ".autograder", 4_000, free_kb, *command, "--workers", 1]
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", ON_A_SMALL_DISK, "sh", *map(str, arguments)],
        capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )  # fmt: skip
    first = (course / "first.txt").read_text("utf-8")
    second = (course / "second.txt").read_text("utf-8")
    assert done.stdout.splitlines() == ["first 3", "second 0"], first + second
    assert "Free some space" in first
    assert "run the same command again" in first
    assert "Traceback" not in first
    (course / ".autograder").mkdir(exist_ok=True)
    for part in course.glob("records.sqlite3*"):
        part.rename(course / ".autograder" / part.name)
    complete(course)


def test_a_read_only_database_is_named_and_nothing_is_lost_once_it_can_be_written(
    course: Path,
) -> None:
    hand_in(course / "one/k00.ipynb", NO_FACTOR, "k00")
    assert run(course, "grade", "tiny", course / "one", "--workers", 1)[0] == 0
    before = select(course, RESULTS)
    command = [sys.executable, *COMMAND, "--course", course, "grade", "tiny", course / "in"]
    done = read_only(course / ".autograder", [*map(str, command), "--workers", "1"])
    assert done.returncode == 3, done.stderr
    assert "read-only" in done.stderr.lower() or "only be read" in done.stderr
    assert "can be written" in done.stderr or "writable" in done.stderr
    assert "Traceback" not in done.stderr
    assert select(course, RESULTS) == before
    assert run(course, "grade", "tiny", course / "in", "--workers", 1)[0] == 0
    complete(course)


def read_only(folder: Path, command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run the command where the folder cannot be written: by its modes, or for root by a mount."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    how = {"capture_output": True, "text": True, "env": environment}
    if os.geteuid() == 0:
        if why := mounting():
            pytest.skip(f"root may write anywhere, and nothing can be mounted here: {why}")
        script = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"'
        command = ["unshare", "-m", "sh", "-c", script, "sh", str(folder), *command]
        return subprocess.run(command, check=False, **how)
    paths = [folder, *folder.rglob("*")]
    modes = [path.stat().st_mode for path in paths]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        return subprocess.run(command, check=False, **how)
    finally:
        for path, mode in zip(paths, modes, strict=True):
            path.chmod(mode)
