"""Ours against `nbgrader autograde`: as shipped, and run by hand as two processes at once.

Both sides are timed from command to prompt, start-up included. nbgrader's rate without its
start-up is the one that counts.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bench.nbgrader_course import NbgraderCourse
from bench.our_course import OurCourse
from bench.recorded import Call, calls_of_graders
from examples.many import right_submissions

RANDOM = {"sgd": frozenset({"minibatches", "sgd"}), "rnn": frozenset[str]()}
"""Functions whose right values depend on an order that the contract leaves open."""
_WARM_UP = 1


@dataclass(frozen=True)
class Sizes:
    """How much is measured."""

    ours: int
    theirs: int
    rounds: int


@dataclass(frozen=True)
class Rates:
    """Submissions per second in one round; nbgrader's without what a batch of one takes."""

    ours: float
    shipped: float
    two_processes: float


@dataclass(frozen=True)
class Comparison:
    """All rounds of one assignment."""

    assignment: str
    checks: int
    rounds: list[Rates]


def against_nbgrader(root: Path, assignment: str, sizes: Sizes) -> Comparison:
    """Rounds of ours, then theirs. Both must give full marks, or the figures mean nothing."""
    calls = calls_of_graders(root, assignment)
    with tempfile.TemporaryDirectory(prefix="autograder-bench-") as name:
        folder = Path(name).resolve()
        ours = OurCourse(root, folder / "ours")

        def course(name: str, how_many: int) -> NbgraderCourse:
            return _nbgrader(root, assignment, folder / name, calls, how_many)

        alone = [course("one", _WARM_UP), course("another", _WARM_UP)]
        many = [course("many", sizes.theirs), course("as-many", sizes.theirs)]
        rounds = [_round(assignment, ours, alone, many, sizes) for _ in range(sizes.rounds)]
        for each in many:
            _demand(score == full for score, full in each.scores())
    return Comparison(assignment, len(calls), rounds)


def _nbgrader(
    root: Path, assignment: str, folder: Path, calls: list[Call], how_many: int
) -> NbgraderCourse:
    master = root / "solutions" / assignment / f"{assignment}.ipynb"
    submissions = list(right_submissions(assignment, how_many))
    return NbgraderCourse(folder, assignment, master, calls, RANDOM[assignment], submissions)


def _round(
    assignment: str,
    ours: OurCourse,
    alone: Sequence[NbgraderCourse],
    many: Sequence[NbgraderCourse],
    sizes: Sizes,
) -> Rates:
    graded = ours.grade(assignment, right_submissions(assignment, sizes.ours))
    _demand(each["score"] == each["max_score"] for each in graded.results)
    more = sizes.theirs - _WARM_UP
    return Rates(
        ours=len(graded.results) / graded.seconds,
        shipped=more / (many[0].autograde() - alone[0].autograde()),
        two_processes=2 * more / (_together(many) - _together(alone)),
    )


def _together(courses: Sequence[NbgraderCourse]) -> float:
    """Seconds for all, each course in a process of its own at the same time."""
    started = time.perf_counter()
    with ThreadPoolExecutor(len(courses)) as pool:
        list(pool.map(NbgraderCourse.autograde, courses))
    return time.perf_counter() - started


def _demand(full_marks: Iterable[bool]) -> None:
    if not all(full_marks):
        raise RuntimeError("a right submission did not get full marks")
