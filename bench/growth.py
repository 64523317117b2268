"""How memory and time grow with a batch, what an unchanged one costs, and how workers matter."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.our_course import OurCourse
from examples.many import right_submissions

_ASSIGNMENT = "rnn"


@dataclass(frozen=True)
class Batch:
    """One batch: by the clock from command to prompt, memory of the whole tree at its peak."""

    submissions: int
    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Single:
    """One submission, from command to page, in seconds."""

    help: float
    """The interpreter and the command line alone."""
    grade: float
    graded_in: float
    """Of `grade`, what the submission itself took."""
    feedback: float


def batches(root: Path, folder: Path, sizes: Sequence[int]) -> tuple[list[Batch], Batch]:
    """A batch of each size, and the last one's first thousand once more, unchanged."""
    course = OurCourse(root, folder)
    found = []
    for size in sizes:
        graded = course.grade(_ASSIGNMENT, right_submissions(_ASSIGNMENT, size))
        found.append(Batch(size, graded.seconds, graded.megabytes))
    received = sorted(course.received.iterdir())
    for path in received[1000:]:
        path.unlink()
    again = course.grade_again(_ASSIGNMENT)
    return found, Batch(min(1000, len(received)), again.seconds, again.megabytes)


def single(root: Path, folder: Path) -> Single:
    """One submission with an empty record, then its page."""
    course = OurCourse(root, folder)
    started = course.run("--help").seconds
    graded = course.grade(_ASSIGNMENT, right_submissions(_ASSIGNMENT, 1))
    pages = course.run("feedback", _ASSIGNMENT)
    return Single(started, graded.seconds, graded.results[0]["seconds"], pages.seconds)


def workers(root: Path, folder: Path, how_many: int, counts: Iterable[int]) -> dict[str, float]:
    """Submissions a second, start-up included: so many workers, and two on one core."""
    course = OurCourse(root, folder)
    submissions = list(right_submissions(_ASSIGNMENT, how_many))

    def rate(count: int) -> float:
        graded = course.grade(_ASSIGNMENT, submissions, "--workers", str(count))
        return how_many / graded.seconds

    found = {f"{count} workers": rate(count) for count in counts}
    with _one_core():
        found["1 worker on one core"] = rate(1)
        found["2 workers on one core"] = rate(2)
    return found


@contextmanager
def _one_core() -> Iterator[None]:
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)
        time.sleep(0.1)
