"""Every measurement that docs/performance.md quotes, in one table.

    python -m bench.run [--ours 500] [--theirs 10] [--floor 200] [--growth 100 2000] [--rounds 2]

Prints the table and stores it in bench/results/latest.md.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from bench.against_floor import Isolated, against_floor
from bench.against_nbgrader import Comparison, Sizes, against_nbgrader
from bench.growth import Batch, Single, batches, single, workers
from bench.machine import describe

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "results" / "latest.md"
_ASSIGNMENTS = ("sgd", "rnn")


def main() -> None:
    """Measure, print, store."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m bench.run")
    parser.add_argument("--ours", type=int, default=500, help="submissions in our batch")
    parser.add_argument("--theirs", type=int, default=10, help="submissions in nbgrader's")
    parser.add_argument("--floor", type=int, default=200, help="submissions against the floor")
    parser.add_argument("--growth", type=int, nargs="+", default=[100, 2000], help="batch sizes")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--parts", nargs="+", choices=list(_PARTS), default=list(_PARTS))
    given = parser.parse_args()
    table = _title(sys.argv[1:])
    RESULTS.parent.mkdir(exist_ok=True)
    for part in given.parts:
        with tempfile.TemporaryDirectory(prefix="autograder-bench-") as folder:
            table += "\n" + _PARTS[part](given, Path(folder).resolve())
        RESULTS.write_text(table, encoding="utf-8")  # A long run that is stopped leaves something.
    print(table)


def _floor(given: argparse.Namespace, _: Path) -> str:
    found = [against_floor(ROOT, each, given.floor, given.rounds) for each in _ASSIGNMENTS]
    return _of_floor(found, given.floor)


def _nbgrader(given: argparse.Namespace, _: Path) -> str:
    sizes = Sizes(given.ours, given.theirs, given.rounds)
    return _of_nbgrader([against_nbgrader(ROOT, each, sizes) for each in _ASSIGNMENTS], sizes)


_PARTS: dict[str, Callable[[argparse.Namespace, Path], str]] = {
    "floor": _floor,
    "nbgrader": _nbgrader,
    "growth": lambda given, folder: _of_growth(*batches(ROOT, folder, given.growth)),
    "single": lambda _, folder: _of_single(single(ROOT, folder)),
    "workers": lambda _, folder: _of_workers(workers(ROOT, folder, 100, (1, 2, 4, 8))),
}


def _title(arguments: Sequence[str]) -> str:
    command = " ".join(["python -m bench.run", *arguments])
    return "\n".join(
        [
            "# Measured",
            "",
            f"Made by `{command}` on {date.today().isoformat()}.  ",  # noqa: DTZ011 - the reader's day
            *(f"{line}  " for line in describe()),
            "",
            "Medians of the rounds, and the range. All submissions are right, no two alike.",
            "",
        ]
    )


def _of_floor(found: Sequence[Isolated], how_many: int) -> str:
    rows = [
        f"| {each.assignment} | {_median(each.behind_walls):.1f} | {_median(each.floor):.1f} "
        f"| {_spread(each.ratios, 2)} |"
        for each in found
    ]
    return "\n".join(
        [
            "## Against the floor",
            "",
            f"{how_many} submissions, the same tests and workers with all walls and without any,",
            "from the first result to the last.",
            "",
            "| | behind walls, submissions/s | without walls | ratio |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _of_nbgrader(found: Sequence[Comparison], sizes: Sizes) -> str:
    rows = []
    for each in found:
        ours, shipped, two = (
            [getattr(rates, name) for rates in each.rounds]
            for name in ("ours", "shipped", "two_processes")
        )
        rows.append(
            f"| {each.assignment} | {each.checks} | {_median(ours):.1f} | {_median(shipped):.2f} "
            f"| {_spread([a / b for a, b in zip(ours, shipped, strict=True)], 0)} "
            f"| {_median(two):.2f} "
            f"| {_spread([a / b for a, b in zip(ours, two, strict=True)], 0)} |"
        )
    return "\n".join(
        [
            "## Against nbgrader autograde",
            "",
            f"The same notebooks, the same number of checks: {sizes.ours} for ours, from command",
            f"to prompt with start-up, walls and records; a sample of {sizes.theirs} for nbgrader",
            "(twice as many in two processes by hand), without its start-up.",
            "",
            "| | checks | ours, submissions/s | nbgrader | ratio | two processes of it | ratio |",
            "|---|---|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _of_growth(found: Sequence[Batch], unchanged: Batch) -> str:
    rows = [
        f"| {name} | {each.seconds:.1f} | {1000 * each.seconds / each.submissions:.1f} "
        f"| {each.megabytes:.0f} |"
        for name, each in (
            *((str(each.submissions), each) for each in found),
            (f"{unchanged.submissions} again, unchanged", unchanged),
        )
    ]
    return "\n".join(
        [
            "## Growth",
            "",
            "From command to prompt; the peak memory of all processes, shared pages once.",
            "",
            "| submissions of rnn | s | ms each | MB |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _of_single(found: Single) -> str:
    return "\n".join(
        [
            "## One submission of rnn",
            "",
            "| from command to page | s |",
            "|---|---|",
            f"| `autograder grade` | {found.grade:.2f} |",
            f"| of that, the submission itself | {found.graded_in:.2f} |",
            f"| `autograder feedback` | {found.feedback:.2f} |",
            f"| both | {found.grade + found.feedback:.2f} |",
            f"| for comparison, `autograder --help` | {found.help:.2f} |",
            "",
        ]
    )


def _of_workers(found: dict[str, float]) -> str:
    return "\n".join(
        [
            "## Workers",
            "",
            "| 100 submissions of rnn, start-up included | submissions/s |",
            "|---|---|",
            *(f"| {name} | {rate:.1f} |" for name, rate in found.items()),
            "",
        ]
    )


def _median(values: Sequence[float]) -> float:
    return statistics.median(values)


def _spread(ratios: Sequence[float], digits: int) -> str:
    low, middle, high = min(ratios), statistics.median(ratios), max(ratios)
    return f"{middle:.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"


if __name__ == "__main__":
    main()
