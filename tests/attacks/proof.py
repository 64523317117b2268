"""Runs an attack against the grader without walls, as an unprivileged user, and looks for its
sign of success: an attack that dies of its own typo counts as none.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.attacks import leftovers, payload
from tests.attacks.corpus import FULL_MARKS, Attack
from tests.attacks.ordinary import UID, as_ordinary_user
from tests.attacks.world import World

_NAIVE = Path(__file__).with_name("naive.py")
_SECONDS = {"hangs": 3.0}
_LONGEST = 60.0
_SWOLLEN_MB, _SWOLLEN_DISK_MB = 400, 100


@dataclass
class Traces:
    """What can be seen after the stand-in has graded an attack and a neighbour."""

    ended: bool = False
    error: str = ""
    students: dict[str, Any] = field(default_factory=dict)
    peak_mb: float = 0.0
    marks: set[str] = field(default_factory=set)
    disk_mb: float = 0.0
    survivors: int = 0
    objects: set[str] = field(default_factory=set)
    reached: list[str] = field(default_factory=list)


def traces_of(attack: Attack, world: World) -> Traces:
    """Everything that the attack has left is removed before this returns."""
    with _workplace(world) as folder:
        return _run(attack, world, folder)


def shows(attack: Attack, traces: Traces, world: World) -> bool:
    """Whether the attack's sign of success can be seen. The signs are in corpus.SIGNS."""
    mine = {name: seen for name, seen in traces.students.items() if name != "neighbour"}
    neighbour = traces.students.get("neighbour", {}).get("points")
    report = json.dumps(traces.students, ensure_ascii=False)
    said = "".join([*mine, *(seen["said"] for seen in mine.values())])
    seen_signs = {
        "points": any(_too_many(seen["points"], attack.earns) for seen in mine.values()),
        "leak": bool(world.leaks_in(report)),
        "escape": any(name.startswith("escaped") for name in traces.marks),
        "connection": bool(traces.reached),
        "left": any(name.startswith("left") for name in traces.marks)
        or bool(traces.survivors or traces.objects)
        or neighbour not in (None, FULL_MARKS),
        "ends": traces.ended and not traces.students,
        "hangs": not traces.ended,
        "swells": traces.peak_mb > _SWOLLEN_MB
        or traces.disk_mb > _SWOLLEN_DISK_MB
        or "MemoryError" in report + traces.error,
        "steers": any(mark in said for mark in ("\x1b", "<script", "\u202e", "\n#", "\x07")),
        "lost": traces.ended and all(seen["points"] != FULL_MARKS for seen in mine.values()),
    }
    return seen_signs[attack.shows]


def _too_many(points: Mapping[str, float], earned: Mapping[str, float]) -> bool:
    return any(points[exercise] > earned.get(exercise, 0.0) for exercise in FULL_MARKS)


@contextmanager
def _workplace(world: World) -> Iterator[Path]:
    """A folder of the unprivileged user's own. Survivors and IPC objects are removed with it."""
    folder = Path(tempfile.mkdtemp(prefix="stand-in-"))
    if os.geteuid() == 0:
        os.chown(folder, UID, UID)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        world.sweep()
        world.was_reached()


def _run(attack: Attack, world: World, folder: Path) -> Traces:
    uid = UID if os.geteuid() == 0 else os.geteuid()
    before = leftovers.of_user(uid)
    task = {
        "target": world.target(0),
        "secret": world.canaries["memory"],
        "master": str(world.course / "solutions/tiny/tiny.ipynb"),
        "host": attack.host,
        "check": attack.check,
        "submissions": str(_handed_in(attack, world, folder)),
        "report": str(folder / "report.json"),
    }
    _belongs_to(folder, uid)
    traces = Traces()
    # Not a pipe: what the attack starts may hold it open.
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            [*as_ordinary_user(), sys.executable, "-B", "-P", str(_NAIVE)],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=errors, text=True,
            cwd=folder, start_new_session=True,
            env={"ATTACKS_SECRET": world.canaries["environment"], "ATTACKS_TOKEN": world.token,
                 "OPENBLAS_NUM_THREADS": "1", "PATH": os.environ["PATH"]},
        )  # fmt: skip
        with suppress(subprocess.TimeoutExpired):
            process.communicate(json.dumps(task), _SECONDS.get(attack.shows, _LONGEST))
            traces.ended = True
        errors.seek(0)
        traces.error = errors.read().decode(errors="replace")[-2000:]
    _look(traces, world, folder, uid, before)
    with suppress(ProcessLookupError, PermissionError):
        process.kill()
    process.wait()
    return traces


def _look(traces: Traces, world: World, folder: Path, uid: int, before: set[str]) -> None:
    traces.reached = world.was_reached()
    survivors = leftovers.processes_with(f"ATTACKS_TOKEN={world.token}")
    traces.survivors = len(survivors) if traces.ended else 0
    for process in survivors:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    found = leftovers.of_user(uid) - before
    traces.objects = {x for x in found if not x.startswith(("process", "keys", f"file {folder}"))}
    _remove(traces.objects)
    traces.marks = world.marks() | {path.name for path in folder.rglob("*")}
    used = sum(f.lstat().st_blocks for root in (folder, world.open) for f in root.rglob("*"))
    traces.disk_mb = used / 2048
    report = folder / "report.json"
    if report.is_file():
        document = json.loads(report.read_text(encoding="utf-8"))
        traces.students, traces.peak_mb = document["students"], document["peak_mb"]


def _remove(objects: set[str]) -> None:
    """The attack's own leavings, by their names."""
    for thing in objects:
        kind, _, name = thing.partition(" ")
        if kind == "file" and not Path(name).is_dir():
            Path(name).unlink(missing_ok=True)
        elif kind in ("shm", "sem", "msg"):
            flag = {"shm": "-m", "sem": "-s", "msg": "-q"}[kind]
            subprocess.run(["ipcrm", flag, name], check=False, capture_output=True)


def _handed_in(attack: Attack, world: World, folder: Path) -> Path:
    place = folder / "handed-in"
    place.mkdir()
    if attack.on_intake:
        return payload.built(attack, place, world.target(os.getpid()))
    (place / "attack.ipynb").write_bytes(
        payload.notebook("import numpy as np", attack.payload.read_text(encoding="utf-8"))
    )
    (place / "neighbour.ipynb").write_bytes(payload.notebook())
    return place


def _belongs_to(folder: Path, uid: int) -> None:
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, uid, uid, follow_symlinks=False)
