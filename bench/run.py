"""Ours against `nbgrader autograde` as shipped, side by side in one run.

    python -m bench.run [--ours 200] [--theirs 10] [--rounds 2]

Prints a table and stores it in bench/results/latest.md. Both sides are timed from command to
prompt, start-up included. nbgrader's rate without its start-up is the one that counts.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.machine import describe
from bench.nbgrader_course import NbgraderCourse
from bench.our_course import OurCourse
from bench.recorded import Call, calls_of_graders
from examples.many import right_submissions

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "results" / "latest.md"
_RANDOM = {"sgd": frozenset({"minibatches", "sgd"}), "rnn": frozenset[str]()}
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
    """Submissions per second in one round."""

    ours: float
    theirs: float
    theirs_started: float
    """Without the time that a batch of one takes."""

    @property
    def ratio(self) -> float:
        return self.ours / self.theirs_started


@dataclass(frozen=True)
class Comparison:
    """All rounds of one assignment."""

    assignment: str
    checks: int
    rounds: list[Rates]


def main() -> None:
    """Measure, print, store."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m bench.run")
    parser.add_argument("--ours", type=int, default=200, help="submissions in our batch")
    parser.add_argument("--theirs", type=int, default=10, help="submissions in nbgrader's")
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args()
    sizes = Sizes(given.ours, given.theirs, given.rounds)
    comparisons = [compare(assignment, sizes) for assignment in ("sgd", "rnn")]
    table = report(comparisons, sizes)
    print(table)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(table, encoding="utf-8")


def compare(assignment: str, sizes: Sizes) -> Comparison:
    """Rounds of ours, then theirs. Both must give full marks, or the figures mean nothing."""
    calls = calls_of_graders(ROOT, assignment)
    with tempfile.TemporaryDirectory(prefix="autograder-bench-") as name:
        folder = Path(name).resolve()
        ours = OurCourse(ROOT, folder / "ours")
        one = _nbgrader(assignment, folder / "one", calls, _WARM_UP)
        many = _nbgrader(assignment, folder / "many", calls, sizes.theirs)
        rounds = [_round(assignment, ours, one, many, sizes) for _ in range(sizes.rounds)]
        _demand(score == full for score, full in many.scores())
    return Comparison(assignment, len(calls), rounds)


def _nbgrader(assignment: str, folder: Path, calls: list[Call], how_many: int) -> NbgraderCourse:
    master = ROOT / "solutions" / assignment / f"{assignment}.ipynb"
    submissions = list(right_submissions(assignment, how_many))
    return NbgraderCourse(folder, assignment, master, calls, _RANDOM[assignment], submissions)


def _round(
    assignment: str, ours: OurCourse, one: NbgraderCourse, many: NbgraderCourse, sizes: Sizes
) -> Rates:
    graded = ours.grade(assignment, right_submissions(assignment, sizes.ours))
    _demand(each["score"] == each["max_score"] for each in graded.results)
    alone, together = one.autograde(), many.autograde()
    return Rates(
        ours=len(graded.results) / graded.seconds,
        theirs=sizes.theirs / together,
        theirs_started=(sizes.theirs - _WARM_UP) / (together - alone),
    )


def _demand(full_marks: Iterable[bool]) -> None:
    if not all(full_marks):
        raise RuntimeError("a right submission did not get full marks")


def report(comparisons: list[Comparison], sizes: Sizes) -> str:
    """The table in Markdown, with what it was measured on."""
    lines = [
        "# Ours against nbgrader autograde",
        "",
        f"Made by `make bench` on {date.today().isoformat()}.",  # noqa: DTZ011 - the reader's day
        *(f"{line}  " for line in describe()),
        "",
        f"The same right notebooks with the same number of checks: {sizes.ours} for ours, a sample",
        f"of {sizes.theirs} for nbgrader. From command to prompt, side by side; the median of",
        f"{sizes.rounds} rounds, and the range of the ratio. Ours includes its start-up, all walls",
        "and the records. nbgrader's second column is without its start-up; the ratio is to that.",
        "",
        "| | checks | ours, submissions/s | nbgrader | nbgrader without start-up | ratio |",
        "|---|---|---|---|---|---|",
        *(_row(each) for each in comparisons),
        "",
    ]
    return "\n".join(lines)


def _row(comparison: Comparison) -> str:
    rounds = comparison.rounds
    ours, theirs, started = (
        statistics.median(values)
        for values in zip(*((r.ours, r.theirs, r.theirs_started) for r in rounds), strict=True)
    )
    ratios = [each.ratio for each in rounds]
    spread = f"{min(ratios):.0f} to {max(ratios):.0f}"
    return (
        f"| {comparison.assignment} | {comparison.checks} | {ours:.1f} | {theirs:.2f} "
        f"| {started:.2f} | {statistics.median(ratios):.0f} ({spread}) |"
    )


if __name__ == "__main__":
    main()
