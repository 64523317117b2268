"""How memory and time grow with a batch, what an unchanged one costs, and how workers matter."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.machine import one_core
from bench.our_course import OurCourse
from examples.many import right_submissions


@dataclass(frozen=True)
class Batch:
    """One batch: by the clock from command to prompt, memory of the whole tree at its peak."""

    submissions: int
    seconds: float
    cpu: float
    megabytes: float


def batches(root: Path, folder: Path, assignment: str, sizes: Sequence[int]) -> list[Batch]:
    """A batch of each size, each with empty records."""
    course = OurCourse(root, folder, weighed=True)
    found = []
    for size in sizes:
        graded = course.grade(assignment, right_submissions(assignment, size))
        found.append(Batch(size, graded.seconds, graded.cpu, graded.megabytes))
    return found


def unchanged(root: Path, folder: Path, assignment: str, size: int, rounds: int) -> list[Batch]:
    """A batch, and the same once more in each round, when nothing of it is to be graded."""
    course = OurCourse(root, folder, weighed=True)
    runs = [course.grade(assignment, right_submissions(assignment, size))]
    runs += [course.grade_again(assignment) for _ in range(rounds)]
    return [Batch(size, each.seconds, each.cpu, each.megabytes) for each in runs]


def workers(
    root: Path, folder: Path, assignment: str, how_many: int, counts: Iterable[int]
) -> dict[str, float]:
    """Submissions a second, start-up included: so many workers on all cores and on one."""
    course = OurCourse(root, folder)
    submissions = list(right_submissions(assignment, how_many))

    def rate(count: int) -> float:
        graded = course.grade(assignment, submissions, "--workers", str(count))
        return how_many / graded.seconds

    counts = tuple(counts)
    found = {_workers(count): rate(count) for count in counts}
    with one_core():
        found |= {f"{_workers(count)}, one core": rate(count) for count in counts}
    return found


def middle(batches: Sequence[Batch]) -> Batch:
    """The medians of batches of one size."""
    return Batch(
        batches[0].submissions,
        statistics.median(each.seconds for each in batches),
        statistics.median(each.cpu for each in batches),
        statistics.median(each.megabytes for each in batches),
    )


def _workers(count: int) -> str:
    return f"{count} worker{'s' if count > 1 else ''}"
