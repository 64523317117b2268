"""What a student may see of a result: the one place that decides it.

Everything that is shown to a student is made from a `StudentFeedback`. It holds nothing of the
result's `private` parts, of the seed, the grader's hash, the isolation, the tests' names, nor what
a fault of ours left in a message. All of its strings are plain, in one language, and printable.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from autograder.grading.result import (
    CellNote,
    Departure,
    ExerciseResult,
    Outcome,
    Result,
    Status,
    TestResult,
)
from autograder.report.plain import one_line, printable
from autograder.report.strings import STRINGS

_OURS = {Status.COURSE_ERROR, Status.PLATFORM_ERROR}
"""Their messages may name our files; the student gets a sentence of the catalogue instead."""


@dataclass(frozen=True)
class TestFeedback:
    """One hidden test, without its name."""

    __test__ = False

    title: str
    outcome: Outcome
    score: float
    max_score: float
    message: str
    hints: tuple[str, ...]
    traceback: str
    departures: tuple[Departure, ...]


@dataclass(frozen=True)
class ExerciseFeedback:
    """One exercise; `outcome` sums up its points."""

    id: str
    outcome: Outcome
    score: float
    max_score: float
    tests: tuple[TestFeedback, ...]


@dataclass(frozen=True)
class CellFeedback:
    """What the student should know about the code cell `cell`, counted from 1."""

    cell: int
    text: str
    traceback: str


@dataclass(frozen=True)
class StudentFeedback:
    """All that a student sees. `score` is None if there is none; `message` and `advice` say why.

    With a score, `message` says why it is another than the exercises' points, and is empty if it
    is not.
    """

    language: str
    student: str
    assignment: str
    status: Status
    score: float | None
    max_score: float
    message: str
    advice: str
    exercises: tuple[ExerciseFeedback, ...]
    cells: tuple[CellFeedback, ...]
    receipt: str
    """The first digits of the SHA-256 of what was received: which version this is about."""


def for_student(result: Result, language: str) -> StudentFeedback:
    """What the student of `result` may see, in `language`.

    Texts that do not exist in `language` come in the first one that their author wrote.
    """
    graded = result.status is Status.GRADED
    key = result.status.value
    ours = result.status in _OURS
    return StudentFeedback(
        language=language,
        student=one_line(result.student),
        assignment=one_line(result.assignment),
        status=result.status,
        score=result.score if graded else None,
        max_score=result.max_score,
        message=STRINGS[f"why_{key}"].in_language(language)
        if ours
        else printable(result.message.in_language(language)),
        advice="" if graded else STRINGS[f"advice_{key}"].in_language(language),
        exercises=tuple(_exercise(e, language) for e in result.exercises) if graded else (),
        cells=() if ours else tuple(_cell(note, language) for note in result.cells),
        receipt=result.provenance.submission[:12],
    )


def outcome_of(score: float, max_score: float) -> Outcome:
    """Points in a word. An exercise without points counts as passed."""
    if score >= max_score - 1e-9:
        return Outcome.PASSED
    return Outcome.PARTIAL if score > 1e-9 else Outcome.FAILED


def _exercise(exercise: ExerciseResult, language: str) -> ExerciseFeedback:
    return ExerciseFeedback(
        id=one_line(exercise.id),
        outcome=outcome_of(exercise.score, exercise.max_score),
        score=exercise.score,
        max_score=exercise.max_score,
        tests=tuple(_test(test, language) for test in exercise.tests),
    )


def _test(test: TestResult, language: str) -> TestFeedback:
    feedback = TestFeedback(
        title=printable(test.title.in_language(language)),
        outcome=test.outcome,
        score=test.score,
        max_score=test.max_score,
        message="",
        hints=(),
        traceback="",
        departures=(),
    )
    if test.outcome is Outcome.ERROR:
        return replace(feedback, message=STRINGS["test_is_at_fault"].in_language(language))
    return replace(
        feedback,
        message=printable(test.message.in_language(language)),
        hints=tuple(printable(hint.in_language(language)) for hint in test.hints),
        traceback=printable(test.traceback),
        departures=tuple(_departure(departure) for departure in test.departures),
    )


def _departure(departure: Departure) -> Departure:
    return replace(departure, name=one_line(departure.name), case=one_line(departure.case))


def _cell(note: CellNote, language: str) -> CellFeedback:
    return CellFeedback(
        note.cell, printable(note.text.in_language(language)), printable(note.traceback)
    )
