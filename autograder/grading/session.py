"""Grades submissions of one assignment, one after the other: hidden tests here, students' code in
the box.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from types import TracebackType

import pytest

from autograder.box.box import Box
from autograder.course.model import Assignment, Course
from autograder.errors import CourseError, PlatformError, Problem, SubmissionError
from autograder.grading import cellnotes, messages, provenance
from autograder.grading.intake import Submission, read_notebook
from autograder.grading.plugin import GradingPlugin, Job
from autograder.grading.reference import load_mistakes, load_reference
from autograder.grading.result import (
    CellNote,
    ExerciseResult,
    Outcome,
    Provenance,
    Result,
    Status,
    TestResult,
)
from autograder.grading.student import Student
from autograder.text import Text

_NO_TEXT = Text.plain("")

_NOT_NEEDED = (
    *("terminal", "cacheprovider", "faulthandler", "junitxml", "pastebin", "doctest", "stepwise"),
    # These wrap each phase of each test, and cost more than a test that passes.
    *("logging", "capture", "unraisableexception", "threadexception", "subtests"),
    *("unittest", "setuponly", "setupplan", "debugging", "legacypath"),
)
"""Plugins of pytest's own that no hidden test has a use for."""


class GradingSession:
    """One pytest session over many submissions. Use it as a context manager.

    Raises CourseError if the reference, the hidden tests or their marks are at fault.
    """

    def __init__(self, course: Course, assignment: Assignment, box: Box) -> None:
        self._assignment = assignment
        self._box = box
        self._seed = provenance.assignment_seed(course, assignment)
        self._grader = provenance.grader_digest(course, assignment)
        self._versions = provenance.versions()
        self._plugin = _plugin(course, assignment)
        self._thread = threading.Thread(
            target=_run_pytest, args=(assignment, self._plugin), name="pytest", daemon=True
        )
        self._thread.start()
        problems = self._plugin.ready.get()
        if problems is not None:
            self.close()
            raise problems

    def __enter__(self) -> GradingSession:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends pytest, which tears the authors' session fixtures down. The box stays open."""
        self._plugin.jobs.put(None)
        self._thread.join()

    def grade(self, submission: Submission) -> Result:
        """What becomes of one submission. Only PlatformError is raised."""
        started = time.perf_counter()
        try:
            result = self._graded(submission)
        except SubmissionError as error:
            result = self._without_score(submission, Status(error.status), error.text)
        return replace(result, seconds=time.perf_counter() - started)

    def _graded(self, submission: Submission) -> Result:
        if submission.refusal is not None:
            raise submission.refusal
        cells = read_notebook(submission.data)
        with self._box.open(cells) as run:
            student = Student(run, run.anew)
            tests = self._tests_of(student)
            exercises = self._exercises(tests, student)
            notes = cellnotes.cell_notes(run.cells)
        if any(test.outcome is Outcome.ERROR for _, test in tests):
            return replace(
                self._without_score(submission, Status.COURSE_ERROR, messages.course_at_fault()),
                exercises=exercises,
                cells=notes,
            )
        score = sum(exercise.score for exercise in exercises)
        return self._result(submission, Status.GRADED, score, exercises, _NO_TEXT, notes)

    def _tests_of(self, student: Student) -> list[tuple[str, TestResult]]:
        done: queue.Queue[list[tuple[str, TestResult]] | PlatformError] = queue.Queue()
        self._plugin.jobs.put(Job(student, done))
        while True:
            try:
                tests = done.get(timeout=1.0)
            except queue.Empty:
                if not self._thread.is_alive():
                    raise PlatformError("the pytest session ended before its time") from None
            else:
                if isinstance(tests, PlatformError):
                    raise tests
                return tests

    def _exercises(
        self, tests: Sequence[tuple[str, TestResult]], student: Student
    ) -> tuple[ExerciseResult, ...]:
        by_exercise: dict[str, list[TestResult]] = {e.id: [] for e in self._assignment.exercises}
        for exercise, test in tests:
            by_exercise[exercise].append(test)
        wrong = {
            exercise
            for exercise, results in by_exercise.items()
            if any(test.outcome is not Outcome.PASSED for test in results)
        }
        return tuple(
            ExerciseResult(
                exercise.id,
                sum(test.score for test in by_exercise[exercise.id]),
                exercise.points,
                _pointed(exercise.id, by_exercise[exercise.id], wrong, student),
            )
            for exercise in self._assignment.exercises
        )

    def _without_score(self, submission: Submission, status: Status, text: Text) -> Result:
        return self._result(submission, status, None, (), text, ())

    def _result(
        self,
        submission: Submission,
        status: Status,
        score: float | None,
        exercises: tuple[ExerciseResult, ...],
        message: Text,
        notes: tuple[CellNote, ...],
    ) -> Result:
        return Result(
            student=submission.student,
            assignment=self._assignment.id,
            status=status,
            score=score,
            max_score=self._assignment.points,
            exercises=exercises,
            message=message,
            cells=notes,
            isolation=self._box.isolation.value,
            seconds=0.0,
            provenance=Provenance(submission.digest, self._grader, self._seed, self._versions),
        )


def check_hidden_tests(course: Course, assignment: Assignment) -> None:
    """Collects the hidden tests and reads their marks, and runs none of them.

    Raises CourseError if the reference, the hidden tests or their marks are at fault.
    """
    plugin = _plugin(course, assignment)
    _run_pytest(assignment, plugin, "--collect-only")
    problems = plugin.ready.get()
    if problems is not None:
        raise problems


def _plugin(course: Course, assignment: Assignment) -> GradingPlugin:
    """Raises CourseError."""
    if not any(assignment.graders.glob("test_*.py")):
        message = "there are no hidden tests; write test_*.py in this folder"
        raise CourseError([Problem(assignment.graders, message)])
    reference = load_reference(assignment)
    mistakes = load_mistakes(assignment, reference)
    seed = provenance.assignment_seed(course, assignment)
    return GradingPlugin(assignment, course.languages, reference, mistakes, seed)


def _run_pytest(assignment: Assignment, plugin: GradingPlugin, *options: str) -> None:
    graders = assignment.graders
    arguments = [
        str(graders),
        f"--rootdir={graders}",
        f"--confcutdir={graders}",
        "--config-file=/dev/null",  # The course's folder may lie in a project with its own.
        "--import-mode=importlib",
        "--strict-markers",
        "--disable-plugin-autoload",
        *(part for name in _NOT_NEEDED for part in ("-p", f"no:{name}")),
        *options,
    ]
    try:
        pytest.main(arguments, plugins=[plugin])
    finally:
        # If pytest ended without collecting, whoever waits for it must hear of it.
        plugin.ready.put(CourseError(plugin.nothing_collected()))


def _pointed(
    exercise: str, tests: Sequence[TestResult], wrong: set[str], student: Student
) -> tuple[TestResult, ...]:
    """The tests, the failed ones with a word on which of the student's functions to mend first."""
    others = sorted(_called(exercise, student) & wrong - {exercise})
    if not others:
        return tuple(tests)
    hint = messages.look_first(exercise, ", ".join(f"`{name}`" for name in others))
    return tuple(
        test if test.outcome is Outcome.PASSED else replace(test, hints=(*test.hints, hint))
        for test in tests
    )


def _called(function: str, student: Student) -> set[str]:
    """The names that a function reaches through the student's own functions."""
    found: set[str] = set()
    waiting = [function]
    while waiting:
        new = student.calls_to.get(waiting.pop(), frozenset()) - found
        found |= new
        waiting.extend(new)
    return found
