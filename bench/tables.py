"""What was measured, as the Markdown tables that are printed and stored."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence

from bench.against_floor import Isolated
from bench.against_nbgrader import Comparison, Sizes
from bench.growth import Batch, middle
from bench.otter import Paired
from bench.single import Single


def of_floor(found: Sequence[Isolated], how_many: int) -> str:
    return _section(
        "Against the floor",
        f"{how_many} submissions, the same tests and workers with all walls and without any, from "
        "the first result to the last.",
        ("", "behind walls, submissions/s", "without walls", "ratio"),
        [
            (
                each.assignment,
                f"{_median(each.behind_walls):.1f}",
                f"{_median(each.floor):.1f}",
                _spread(each.ratios, 2),
            )
            for each in found
        ],
    )


def of_nbgrader(found: Sequence[Comparison], sizes: Sizes) -> str:
    rows = []
    for each in found:
        ours, shipped, two = (
            [getattr(rates, name) for rates in each.rounds]
            for name in ("ours", "shipped", "two_processes")
        )
        rows.append(
            (
                each.assignment,
                f"{each.checks}",
                f"{_median(ours):.1f}",
                f"{_median(shipped):.2f}",
                _spread([a / b for a, b in zip(ours, shipped, strict=True)], 0),
                f"{_median(two):.2f}",
                _spread([a / b for a, b in zip(ours, two, strict=True)], 0),
            )
        )
    return _section(
        "Against nbgrader autograde",
        f"The same notebooks, the same number of checks: {sizes.ours} for ours, from command to "
        f"prompt with start-up, walls and records; a sample of {sizes.theirs} for nbgrader (twice "
        "as many in two processes by hand), without its start-up.",
        ("", "checks", "ours, submissions/s", "nbgrader", "ratio", "two processes of it", "ratio"),
        rows,
    )


def of_otter(found: Sequence[Paired], theirs: int, ours: int) -> str:
    rows = [
        (
            each.assignment,
            f"{each.checks}",
            f"{_median(each.otter):.2f}",
            f"{_median(each.ours_alone):.2f}",
            _spread([a / b for a, b in zip(each.otter, each.ours_alone, strict=True)], 1),
            f"{_median(each.ours):.3f}",
            _spread([a / b for a, b in zip(each.otter, each.ours, strict=True)], 0),
        )
        for each in found
    ]
    return _section(
        "Against otter run",
        f"The same notebooks and calls. `otter run` takes one submission at a time: {theirs} a "
        f"round; ours one by a command of its own, and a batch of {ours}, start-up included.",
        ("", "checks", "otter, s each", "ours alone", "ratio", "ours in a batch", "ratio"),
        rows,
    )


def without_otter(why: str) -> str:
    return f"## Against otter run\n\nNot measured: otter-grader cannot be installed here. {why}\n"


def of_growth(found: Sequence[Batch], assignment: str) -> str:
    rows = [_batch(str(each.submissions), each) for each in found]
    first, last = found[0], found[-1]
    rows.append(
        (
            f"{last.submissions} to {first.submissions}",
            "",
            f"× {last.seconds / last.submissions / (first.seconds / first.submissions):.2f}",
            f"× {last.cpu / last.submissions / (first.cpu / first.submissions):.2f}",
            f"× {last.megabytes / first.megabytes:.2f}",
        )
    )
    return _section(
        "Growth",
        "From command to prompt; the peak memory of all processes, shared pages once.",
        (f"submissions of {assignment}", "s", "ms each", "CPU ms each, the command alone", "MB"),
        rows,
    )


def of_unchanged(found: Sequence[Batch], assignment: str) -> str:
    first, *again = found
    return _section(
        "An unchanged batch",
        "From command to prompt, every result written as JSON.",
        (f"submissions of {assignment}", "s", "ms each", "CPU ms each, the command alone", "MB"),
        [
            _batch(f"{first.submissions}, graded", first),
            _batch(f"{first.submissions} again, unchanged", middle(again)),
        ],
    )


def of_single(found: Sequence[Single]) -> str:
    names = [each.assignment for each in found]
    whole = _section(
        "One submission",
        "From the command to the page, with empty records; medians, in seconds by the clock.",
        ("", *names),
        [
            ("`autograder grade`", *(f"{each.grade:.2f}" for each in found)),
            ("`autograder feedback`", *(f"{each.feedback:.2f}" for each in found)),
            ("both", *(_spread(each.both, 2) for each in found)),
            ("CPU time of both commands alone", *(f"{each.cpu:.2f}" for each in found)),
            ("both, on one core", *(f"{each.on_one_core:.2f}" for each in found)),
            ("`autograder --help`", *(f"{each.help:.2f}" for each in found)),
        ],
    )
    steps = _section(
        "Where the time of one submission goes",
        "Each step by itself in one process, in seconds by the clock. `grade` does the steps from "
        "numpy on in a second process, at the same time as it opens the records, and starts the "
        "box while it imports.",
        ("", *names),
        [
            (name, *(f"{each.phases[name]:.2f}" for each in found))
            for name in (found[0].phases if found else ())
        ],
    )
    return f"{whole}\n{steps}"


def of_workers(found: Mapping[str, float], how_many: int, assignment: str, cores: int) -> str:
    return _section(
        "Workers",
        f"{how_many} submissions of {assignment}, start-up included, on {cores} cores and on one.",
        ("", "submissions/s"),
        [(name, f"{rate:.1f}") for name, rate in found.items()],
    )


def _section(title: str, said: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [" | ".join(row) for row in (head, ["---"] * len(head), *rows)]
    return "\n".join([f"## {title}", "", said, "", *(f"| {line} |" for line in lines), ""])


def _batch(name: str, batch: Batch) -> tuple[str, ...]:
    each = 1000 / batch.submissions
    return (
        name,
        f"{batch.seconds:.1f}",
        f"{each * batch.seconds:.1f}",
        f"{each * batch.cpu:.1f}",
        f"{batch.megabytes:.0f}",
    )


def _median(values: Sequence[float]) -> float:
    return statistics.median(values)


def _spread(values: Sequence[float], digits: int) -> str:
    low, middle, high = min(values), statistics.median(values), max(values)
    return f"{middle:.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"
