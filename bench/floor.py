"""The floor: the same hidden tests of the same code by as many workers, without any isolation.

A student's cells run in the grader's own process, and their functions are called there. It exists
to be measured against, never to grade: whoever is graded here could read and change everything.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from multiprocessing.queues import SimpleQueue
from typing import Any

import numpy as np

from autograder.box.inside.magics import compile_cell
from autograder.box.isolation import Isolation
from autograder.box.question import Question
from autograder.box.reply import CellReport, Missing, Raised, Reply, Returned
from autograder.box.run import CodeCell
from autograder.grading import grader
from autograder.grading.batch import local_processes


def floor_processes(workers: int) -> Executor:
    """What `grade_batch` takes as its executor, with the box in each of them taken away."""
    return local_processes(workers, _without_a_box)


def _without_a_box(cores: SimpleQueue[int | None]) -> None:
    grader.begin(cores)  # the same workers but for the box
    grader._box = lambda *_: NoBox()  # type: ignore[assignment]  # noqa: SLF001


class NoBox:
    """Stands where a box would be, as much of one as a session uses."""

    isolation = Isolation.PROCESS

    @contextlib.contextmanager
    def open(self, cells: Sequence[CodeCell]) -> Iterator[InProcess]:
        yield InProcess(cells)

    def close(self) -> None:
        pass


class InProcess:
    """A submission in this very process, as far as a right one needs it."""

    def __init__(self, cells: Sequence[CodeCell]) -> None:
        self._namespace: dict[str, Any] = {"__name__": "__main__"}
        self._sources = cells
        self.cells = tuple(map(self._run, cells))
        self.calls_to: Mapping[str, frozenset[str]] = {}

    def _run(self, cell: CodeCell) -> CellReport:
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            code, skipped = compile_cell(cell.source, f"<cell {cell.number}>")
            if code is not None:
                # The tests that a student sees may fail in a notebook that is right.
                with contextlib.suppress(Exception):
                    exec(code, self._namespace)  # noqa: S102
        return CellReport(cell.number, tuple(skipped), printed=printed.getvalue())

    @contextlib.contextmanager
    def anew(self) -> Iterator[InProcess]:
        """As `Run.anew`: to explain a failure."""
        yield InProcess(self._sources)

    def ask(self, questions: Sequence[Question]) -> list[list[Reply]]:
        """As `Run.ask`, without limits."""
        return [
            [self._reply(question.function, arguments) for arguments in question.calls]
            for question in questions
        ]

    def _reply(self, function: str, arguments: Sequence[Any]) -> Reply:
        known = self._namespace.get(function)
        return Missing() if known is None else _reply(known, arguments)


def _reply(function: Any, arguments: Sequence[Any]) -> Reply:
    own = [each.copy() if isinstance(each, np.ndarray) else each for each in arguments]
    try:
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            value = function(*own)
    except Exception as error:  # noqa: BLE001  # whatever a student's code may raise
        return Raised((type(error).__name__,), str(error), "")
    changed = [
        index
        for index, (before, after) in enumerate(zip(arguments, own, strict=True))
        if isinstance(before, np.ndarray) and not np.array_equal(before, after)
    ]
    return Returned(value, tuple(changed), printed.getvalue())
