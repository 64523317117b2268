"""One submission from the command to the page, and where its time goes."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.machine import one_core
from bench.our_course import OurCourse
from bench.phases import phases
from examples.many import right_submissions


@dataclass(frozen=True)
class Single:
    """Medians of the rounds, in seconds by the clock."""

    assignment: str
    help: float
    """The interpreter and the command line alone."""
    grade: float
    graded_in: float
    """Of `grade`, what the submission itself took, with what is worked out for the first."""
    feedback: float
    both: tuple[float, ...]
    """`grade` and `feedback`, one round after the other."""
    cpu: float
    """CPU time of both; see `Took`."""
    on_one_core: float
    """Both, where there is a single core."""
    phases: Mapping[str, float]


def single(root: Path, folder: Path, assignment: str, rounds: int) -> Single:
    """One submission with empty records, then its page; so often."""
    course = OurCourse(root, folder)
    runs = [_once(course, assignment) for _ in range(rounds)]
    with one_core():
        alone = [_once(course, assignment) for _ in range(rounds)]
    (notebook,) = course.received.iterdir()
    steps = [phases(course.folder, assignment, notebook) for _ in range(rounds)]
    return Single(
        assignment,
        help=_median([course.run("--help").seconds for _ in range(rounds)]),
        grade=_median([each.grade for each in runs]),
        graded_in=_median([each.graded_in for each in runs]),
        feedback=_median([each.feedback for each in runs]),
        both=tuple(each.grade + each.feedback for each in runs),
        cpu=_median([each.cpu for each in runs]),
        on_one_core=_median([each.grade + each.feedback for each in alone]),
        phases={name: _median([each[name] for each in steps]) for name in steps[0]},
    )


@dataclass(frozen=True)
class _Once:
    grade: float
    graded_in: float
    feedback: float
    cpu: float


def _once(course: OurCourse, assignment: str) -> _Once:
    graded = course.grade(assignment, right_submissions(assignment, 1))
    pages = course.run("feedback", assignment)
    seconds = graded.results[0]["seconds"]
    return _Once(graded.seconds, seconds, pages.seconds, graded.cpu + pages.cpu)


def _median(values: Sequence[float]) -> float:
    return statistics.median(values)
