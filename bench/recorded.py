"""The calls that our hidden graders make of one right submission: the measure of the work.

nbgrader gets the same calls with the same arguments, and one comparison for each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.box.box import Box
from autograder.box.question import Question
from autograder.box.reply import Reply, Returned
from autograder.box.run import Run
from autograder.course.loader import load_course
from autograder.grading.intake import Submission
from autograder.grading.session import GradingSession
from examples.many import right_submissions


@dataclass(frozen=True)
class Call:
    """One call of a student's function and what came back, all numbers in one row."""

    function: str
    arguments: tuple[Any, ...]
    values: NDArray[np.float64] | None
    """None if the call has to raise."""


def calls_of_graders(root: Path, assignment_id: str) -> list[Call]:
    """Grades one right submission and returns every call made, in order."""
    course = load_course(root)
    assignment = course.assignments[assignment_id]
    student, data = next(right_submissions(assignment_id, 1))
    with Box.start() as box:
        recording = _RecordingBox(box)
        with GradingSession(course, assignment, recording) as session:  # type: ignore[arg-type]
            result = session.grade(Submission(student, "", data))
    if result.score != assignment.points:
        raise RuntimeError(f"a right submission got {result.score} of {assignment.points}")
    return recording.calls


class _RecordingBox:
    def __init__(self, box: Box) -> None:
        self.isolation = box.isolation
        self.calls: list[Call] = []
        self._box = box

    @contextmanager
    def open(self, cells: Sequence[Any]) -> Iterator[_RecordingRun]:
        with self._box.open(cells) as run:
            yield _RecordingRun(run, self.calls)


class _RecordingRun:
    def __init__(self, run: Run, calls: list[Call]) -> None:
        self.cells = run.cells
        self.calls_to = run.calls_to
        self.anew = run.anew
        self._run = run
        self._calls = calls

    def ask(self, questions: Sequence[Question]) -> list[list[Reply]]:
        answered = self._run.ask(questions)
        for question, replies in zip(questions, answered, strict=True):
            for arguments, reply in zip(question.calls, replies, strict=True):
                values = flat(reply.value) if isinstance(reply, Returned) else None
                self._calls.append(Call(question.function, arguments, values))
        return answered


def flat(value: Any) -> NDArray[np.float64]:
    """All numbers of a nested value, in one row."""
    if isinstance(value, (tuple, list)):
        return np.concatenate([flat(each) for each in value]) if len(value) else np.empty(0)
    return np.ravel(np.asarray(value, dtype=float))
