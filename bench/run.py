"""Every measurement that docs/performance.md quotes: each part makes a table, all go into one file.

    python -m bench.run                                       all parts: twenty minutes
    python -m bench.run --parts floor nbgrader --rounds 5     some of them, more often
    python -m bench.run --ours 20 --theirs 2 --floor 8 --growth 5 20 --unchanged 20 \\
        --workers-batch 8 --rounds 1 --expressions 50 --to /tmp/try.md
                                                              whether every part works

Measure on a quiet machine: load from elsewhere takes more from whoever has more processes.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from bench import tables
from bench.against_floor import against_floor
from bench.against_nbgrader import Sizes, against_nbgrader
from bench.growth import batches, unchanged, workers
from bench.machine import describe
from bench.otter import NotInstalledError, against_otter
from bench.quiz import quizzes
from bench.single import single

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "results" / "latest.md"
_ASSIGNMENTS = ("sgd", "rnn")
_BY_OTTER = 3
_WORKERS = (1, 2, 4, 8)


def main() -> None:
    """Measure, print, store."""
    given = _parser().parse_args()
    table = _title(sys.argv[1:])
    given.to.parent.mkdir(parents=True, exist_ok=True)
    for part in given.parts:
        print(f"measuring: {part}", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix="autograder-bench-") as folder:
            table += "\n" + _PARTS[part](given, Path(folder).resolve())
        given.to.write_text(table, encoding="utf-8")  # A long run that is stopped leaves something.
    print(table)


def _floor(given: argparse.Namespace, _: Path) -> str:
    found = [against_floor(ROOT, each, given.floor, given.rounds) for each in _ASSIGNMENTS]
    return tables.of_floor(found, given.floor)


def _nbgrader(given: argparse.Namespace, _: Path) -> str:
    sizes = Sizes(given.ours, given.theirs, given.rounds)
    return tables.of_nbgrader([against_nbgrader(ROOT, each, sizes) for each in _ASSIGNMENTS], sizes)


def _otter(given: argparse.Namespace, folder: Path) -> str:
    sizes = {"theirs": min(_BY_OTTER, given.theirs), "ours": given.floor}
    try:
        found = [
            against_otter(ROOT, folder / each, each, **sizes, rounds=given.rounds)
            for each in _ASSIGNMENTS
        ]
    except NotInstalledError as error:
        return tables.without_otter(str(error))
    return tables.of_otter(found, **sizes)


def _growth(given: argparse.Namespace, folder: Path) -> str:
    return tables.of_growth(batches(ROOT, folder, "rnn", given.growth), "rnn")


def _unchanged(given: argparse.Namespace, folder: Path) -> str:
    found = unchanged(ROOT, folder, "sgd", given.unchanged, given.rounds)
    return tables.of_unchanged(found, "sgd")


def _single(given: argparse.Namespace, folder: Path) -> str:
    found = [single(ROOT, folder / each, each, given.rounds) for each in _ASSIGNMENTS]
    return tables.of_single(found)


def _workers(given: argparse.Namespace, folder: Path) -> str:
    found = workers(ROOT, folder, "rnn", given.workers_batch, _WORKERS)
    return tables.of_workers(found, given.workers_batch, "rnn", len(os.sched_getaffinity(0)))


_PARTS: dict[str, Callable[[argparse.Namespace, Path], str]] = {
    "floor": _floor,
    "nbgrader": _nbgrader,
    "otter": _otter,
    "growth": _growth,
    "unchanged": _unchanged,
    "single": _single,
    "workers": _workers,
    "quiz": lambda given, folder: quizzes(ROOT, folder, given.expressions),
}
_WHAT = """\
parts:
  floor      the same tests of the same code with all walls and without any
  nbgrader   nbgrader autograde as shipped, and as two processes by hand
  otter      otter run; left out with a word where otter-grader cannot be installed
  growth     memory and time from a small batch to a large one
  unchanged  a batch graded, and once more when nothing of it has changed
  single     one submission from the command to the page, and where the time goes
  workers    1, 2, 4 and 8 of them, on all cores and on one
  quiz       verdicts, hostile expressions, a class, a bank, the start of a command
"""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.run",
        description=__doc__,
        epilog=_WHAT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    names = list(_PARTS)

    def number(option: str, default: int, what: str) -> None:
        parser.add_argument(option, type=int, default=default, metavar="N", help=what)

    parser.add_argument(
        "--parts", nargs="+", choices=names, default=names, metavar="PART", help="default: all"
    )
    number("--rounds", 3, "how often; medians and ranges are shown (default 3)")
    number("--ours", 500, "submissions in our batch against nbgrader (default 500)")
    number("--theirs", 10, "submissions in nbgrader's; otter gets three at most (default 10)")
    number("--floor", 100, "submissions against the floor, and ours against otter (default 100)")
    parser.add_argument(
        "--growth",
        type=int,
        nargs="+",
        default=[100, 2000],
        metavar="N",
        help="sizes of the batches of the part growth (default 100 2000)",
    )
    number("--unchanged", 1000, "submissions in the unchanged batch (default 1000)")
    number("--expressions", 10_000, "right ones, and wrong ones, in quizzes (default 10000)")
    number("--workers-batch", 100, "submissions in the part workers (default 100)")
    parser.add_argument(
        "--to", type=Path, default=RESULTS, metavar="FILE", help=f"default {_shown(RESULTS)}"
    )
    return parser


def _shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _title(arguments: Sequence[str]) -> str:
    command = " ".join(["python -m bench.run", *arguments])
    return "\n".join(
        [
            "# Measured",
            "",
            f"Made by `{command}` on {date.today().isoformat()}.  ",  # noqa: DTZ011 - the reader's day
            *(f"{line}  " for line in describe()),
            f"Load when it began: {os.getloadavg()[0]:.1f}  ",
            "",
            "Medians of the rounds, and the range. All submissions are right, no two alike.",
            "",
        ]
    )


if __name__ == "__main__":
    main()
