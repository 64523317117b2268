"""The hostile submissions: `cases/<class>/<name>/` with `attack.yaml` and a payload.

The payload is `cell.py`, a cell of a notebook, or `build.py` for an attack on the intake: its
`build(folder, target)` writes what is handed in below `folder` and returns the path to grade.
Both may use `TARGET`, which tells more than any attacker could know (see `world.py`).

attack.yaml:

    tries: what the attack does, in a sentence
    shows: how its success is seen (one of SIGNS) against the stand-in without walls
    stand_in: {host: process, check: allclose}      # which kind of naive grader; see naive.py
    student: attack          # intake only: the name that the result must have; "" for any
    status: graded           # the expected status
    earns: {square: 1}       # the exercises that earn points; all others earn none
    says: ["..."]            # what must stand in the English text that the student gets
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

CASES = Path(__file__).parent / "cases"
FULL_MARKS = {"square": 1.0, "square_gradient": 2.0}
SIGNS = {
    "points": "the naive grader gives points that were not earned",
    "leak": "a canary stands in what the naive grader reports",
    "escape": "a file lies where the submission has no business",
    "connection": "a listener was reached",
    "left": "a process, a file or an IPC object is left, or the next submission suffers",
    "ends": "the naive grader ends without a report",
    "hangs": "the naive grader does not end",
    "swells": "the naive grader takes more than 400 MB, or more than 100 MB of disk",
    "steers": "control characters or markup stand in what it reports",
    "lost": "a right submission gets no points from it",
}
_HOSTS = {"process", "child", "exit-code", "stdout", "report-file", "pipe"}
_CHECKS = {"allclose", "equal", "difference", "abs", "broadcast"}
_KEYS = {"tries", "shows", "stand_in", "student", "status", "earns", "says"}


@dataclass(frozen=True)
class Attack:
    """One hostile submission and what must become of it."""

    kind: str
    name: str
    payload: Path
    tries: str
    shows: str
    host: str
    check: str
    student: str
    status: str
    earns: Mapping[str, float]
    says: tuple[str, ...]

    @property
    def id(self) -> str:
        return f"{self.kind}/{self.name}"

    @property
    def on_intake(self) -> bool:
        return self.payload.name == "build.py"


def attacks() -> list[Attack]:
    """All of them, ordered by class and name. Raises ValueError for a faulty description."""
    return [_attack(path) for path in sorted(CASES.glob("*/*/attack.yaml"))]


def one_of_each_class() -> list[Attack]:
    """The first of every class."""
    first: dict[str, Attack] = {}
    for attack in attacks():
        first.setdefault(attack.kind, attack)
    return list(first.values())


def _attack(path: Path) -> Attack:
    described: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    payloads = [path.with_name(name) for name in ("cell.py", "build.py")]
    found = [payload for payload in payloads if payload.is_file()]
    stand_in = {"host": "process", "check": "allclose", **described.get("stand_in", {})}
    earns = {name: float(points) for name, points in described.get("earns", {}).items()}
    if (
        not described.keys() <= _KEYS
        or not {"tries", "shows"} <= described.keys()
        or described["shows"] not in SIGNS
        or stand_in.keys() != {"host", "check"}
        or stand_in["host"] not in _HOSTS
        or stand_in["check"] not in _CHECKS
        or not earns.keys() <= FULL_MARKS.keys()
        or len(found) != 1
    ):
        raise ValueError(f"{path} is not as corpus.py describes it")
    return Attack(
        kind=path.parent.parent.name,
        name=path.parent.name,
        payload=found[0],
        tries=described["tries"],
        shows=described["shows"],
        host=stand_in["host"],
        check=stand_in["check"],
        student=described.get("student", "attack"),
        status=described.get("status", "graded"),
        earns=earns,
        says=tuple(described.get("says", ())),
    )
