"""Behind walls against without: the same batch, the same workers, the same hidden tests.

Timed from the first result to the last: both start in the same way, and no record is kept.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from autograder.grading.batch import Task, grade_batch, local_processes
from autograder.grading.intake import Submission
from bench.floor import floor_processes
from examples.many import right_submissions


@dataclass(frozen=True)
class Isolated:
    """Submissions a second, side by side, one pair a round."""

    assignment: str
    behind_walls: tuple[float, ...]
    floor: tuple[float, ...]

    @property
    def ratios(self) -> list[float]:
        return [ours / theirs for ours, theirs in zip(self.behind_walls, self.floor, strict=True)]


def against_floor(root: Path, assignment: str, how_many: int, rounds: int) -> Isolated:
    """Every submission must get full marks on both sides, or RuntimeError is raised."""
    submissions = [
        Submission(student, "", data) for student, data in right_submissions(assignment, how_many)
    ]
    task = Task(root, assignment, None, trust=False)
    pairs = [
        (_rate(task, submissions, local_processes), _rate(task, submissions, floor_processes))
        for _ in range(rounds)
    ]
    ours, floor = zip(*pairs, strict=True)
    return Isolated(assignment, ours, floor)


def _rate(
    task: Task, submissions: Sequence[Submission], executor: Callable[[int], Executor]
) -> float:
    came = []
    for result in grade_batch(task, submissions, executor=executor):
        if result.score != result.max_score:
            raise RuntimeError(f"{result.student} got {result.score} of {result.max_score}")
        came.append(time.perf_counter())
    return (len(came) - 1) / (came[-1] - came[0])
