"""The pytest plugin: fixtures for authors, the mark for points, one session for many submissions.

pytest is started once. Its run loop, instead of running every test once, takes submissions from
`jobs` and runs every test for each of them, so that starting pytest is paid for once a worker.
"""

from __future__ import annotations

import contextlib
import queue
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import pytest

from autograder.box.question import Question
from autograder.course.model import Assignment
from autograder.errors import CourseError, PlatformError, Problem
from autograder.grading import messages
from autograder.grading.cases import CaseMaker
from autograder.grading.checks import Check, CheckFailedError
from autograder.grading.phases import Phases
from autograder.grading.provenance import stream_seed
from autograder.grading.reference import Mistake, Reference
from autograder.grading.rehearsal import Rehearsal, recurring
from autograder.grading.result import Outcome, TestResult
from autograder.grading.student import Student, StudentError
from autograder.text import Text


@dataclass(frozen=True)
class Worth:
    """What `@pytest.mark.points(2, exercise="mse", en="...", ko="...")` says of a test."""

    points: float
    exercise: str
    title: Text


@dataclass
class Job:
    """One submission on its way through the session, and where its test results go."""

    student: Student
    done: queue.Queue[list[tuple[str, TestResult]] | PlatformError]


class GradingPlugin:
    """Holds the submission that is being graded; everything else is the session's."""

    def __init__(
        self,
        assignment: Assignment,
        languages: Sequence[str],
        reference: Reference,
        mistakes: Mapping[str, tuple[Mistake, ...]],
        seed: str,
    ) -> None:
        self.jobs: queue.Queue[Job | None] = queue.Queue()
        self.ready: queue.Queue[CourseError | None] = queue.Queue()
        self._assignment = assignment
        self._languages = languages
        self._reference = reference
        self._mistakes = mistakes
        self._seed = seed
        self._problems: list[Problem] = []
        self._worth: dict[str, Worth] = {}
        self._student: Student | None = None
        self._check: Check | None = None

    # What an author's test may ask for.

    @pytest.fixture(scope="session")
    def draw(self) -> Callable[[str], np.random.Generator]:
        """`draw(label)`: a generator of hidden inputs, the same for every student."""
        return lambda label: np.random.default_rng(stream_seed(self._seed, label))

    @pytest.fixture(scope="session")
    def reference(self) -> Reference:
        """The reference's functions: `reference.mse(X, y, w, b)`."""
        return self._reference

    @pytest.fixture(scope="session")
    def cases(self, draw: Callable[[str], np.random.Generator]) -> CaseMaker:
        """Makes questions; see `autograder.grading.cases`."""
        return CaseMaker(self._reference, self._mistakes, draw)

    @pytest.fixture
    def student(self) -> Student:
        """The submission's functions: `student.mse(X, y, w, b)`."""
        return self._present_student()

    @pytest.fixture
    def check(self) -> Check:
        """Asks cases of the student; see `autograder.grading.checks`."""
        return self._new_check()

    def _present_student(self) -> Student:
        assert self._student is not None, "a test runs only while a submission is graded"
        return self._student

    def _new_check(self) -> Check:
        self._check = Check(self._present_student())
        return self._check

    # How pytest is led.

    def pytest_configure(self, config: pytest.Config) -> None:
        config.addinivalue_line("markers", "points(n, exercise, en, ko): what a test is worth")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            path = self._assignment.graders / Path(report.nodeid).name
            # The author's own lines and the error, without pytest's way to them.
            lines = [
                line
                for line in report.longreprtext.splitlines()
                if line.startswith(("E ", f"{path.name}:"))
            ]
            text = "\n".join(lines) or report.longreprtext
            self._problems.append(Problem(path, f"cannot be collected:\n{text}"))

    def pytest_collection_finish(self) -> None:
        # Another assignment may have a file of the same name, and its session may share this
        # process: a module that stays known by its name would be taken for that one.
        for name, module in list(sys.modules.items()):
            file = getattr(module, "__file__", None)
            if file and Path(file).is_relative_to(self._assignment.graders):
                del sys.modules[name]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        problems = [*self._problems, *self._read_marks(session.items)]
        if not problems:  # Points that are missing would only be a fault's consequence.
            problems = list(self._read_points())
        if problems:
            self.ready.put(CourseError(problems))
            return True
        self.ready.put(None)
        if session.config.option.collectonly:
            return True
        phases = Phases(session.items, {"student": self._present_student, "check": self._new_check})
        questions = self._rehearse(phases)  # While the first submission is on its way.
        while (job := self.jobs.get()) is not None:
            job.done.put(self._run(phases, job.student, questions))
        return True

    def nothing_collected(self) -> list[Problem]:
        """What to say if pytest ended before it ran its loop."""
        return self._problems or [Problem(self._assignment.graders, "pytest could not be started")]

    def _rehearse(self, phases: Phases) -> list[Question]:
        """What can be asked ahead. A test that fails here fails again, and is told then."""
        rehearsals = Rehearsal(self._reference), Rehearsal(self._reference)
        for rehearsal in rehearsals:
            self._run(phases, rehearsal.student(), [])
        return recurring(*(rehearsal.questions for rehearsal in rehearsals))

    def _run(
        self, phases: Phases, student: Student, ahead: Sequence[Question]
    ) -> list[tuple[str, TestResult]] | PlatformError:
        try:
            student.ask_ahead(ahead)
        except PlatformError as error:
            return error
        self._student = student
        results = []
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # As a student's nan below: told, not warned of.
            for item in phases.items:
                self._check = None
                with np.errstate(all="ignore"):
                    failure = phases.run(item)
                if isinstance(failure, PlatformError):
                    return failure
                results.append((self._worth[item.nodeid].exercise, self._result(item, failure)))
        self._student = None
        return results

    def _result(self, item: pytest.Item, failure: BaseException | None) -> TestResult:
        worth = self._worth[item.nodeid]
        if failure is None:
            return _test_result(item, worth, Outcome.PASSED, worth.points)
        earned = min(self._check.earned, worth.points) if self._check else 0.0
        outcome = Outcome.PARTIAL if earned else Outcome.FAILED
        match failure:
            case CheckFailedError():
                return _test_result(
                    item,
                    worth,
                    outcome,
                    earned,
                    message=failure.text,
                    hints=failure.hints,
                    traceback=failure.traceback,
                    departures=failure.departures,
                    private=failure.private,
                )
            case StudentError():
                return _test_result(
                    item, worth, outcome, earned, message=failure.text, traceback=failure.traceback
                )
            case AssertionError():
                # An author's bare assert may quote an expected value: only staff see its text.
                return _test_result(
                    item, worth, outcome, earned,
                    message=messages.does_not_hold(), private=str(failure),
                )  # fmt: skip
        private = "".join(traceback.format_exception(failure.with_traceback(self._own(failure))))
        return _test_result(item, worth, Outcome.ERROR, 0.0, private=private)

    def _own(self, failure: BaseException) -> TracebackType | None:
        """The traceback from the author's first line on; the whole one if it has none."""
        frames = failure.__traceback__
        while frames is not None:
            if Path(frames.tb_frame.f_code.co_filename).is_relative_to(self._assignment.graders):
                return frames
            frames = frames.tb_next
        return failure.__traceback__

    # What the marks must say.

    def _read_marks(self, items: list[pytest.Item]) -> Iterator[Problem]:
        for item in items:
            problem = self._read_mark(item)
            if problem is not None:
                yield problem

    def _read_points(self) -> Iterator[Problem]:
        for exercise in self._assignment.exercises:
            points = sum(w.points for w in self._worth.values() if w.exercise == exercise.id)
            if abs(points - exercise.points) > 1e-9:
                yield Problem(
                    self._assignment.graders,
                    f"the hidden tests of {exercise.id!r} are worth {points:g} points together; "
                    f"its grade cell in the master notebook says {exercise.points:g}",
                )

    def _read_mark(self, item: pytest.Item) -> Problem | None:
        path, line, name = item.location
        mark = item.get_closest_marker("points")
        where = Path(self._assignment.graders / Path(path).name)
        expected = '@pytest.mark.points(2, exercise="...", en="...", ko="...")'
        if mark is None:
            return Problem(where, f"{name} has no mark: write {expected}", (line or 0) + 1)
        with contextlib.suppress(TypeError):
            worth = _worth(*mark.args, **mark.kwargs)
            if worth.exercise not in {e.id for e in self._assignment.exercises}:
                message = f"{name}: the assignment has no exercise {worth.exercise!r}"
                return Problem(where, message, (line or 0) + 1)
            if unknown := [name for name in worth.title if name not in self._languages]:
                message = f"{name}: the course has no language {unknown[0]!r}"
                return Problem(where, message, (line or 0) + 1)
            self._worth[item.nodeid] = worth
            return None
        return Problem(where, f"{name}: the mark must read {expected}", (line or 0) + 1)


def _worth(points: float, *, exercise: str, **titles: str) -> Worth:
    if not titles:
        raise TypeError("a title is missing")
    return Worth(float(points), exercise, Text(tuple(titles.items())))


def _test_result(
    item: pytest.Item, worth: Worth, outcome: Outcome, score: float, **details: Any
) -> TestResult:
    return TestResult(
        id=item.nodeid.split("/")[-1].replace(".py::", "."),
        title=worth.title,
        outcome=outcome,
        score=score,
        max_score=worth.points,
        **{"message": Text.plain(""), **details},
    )
