"""The statistics of a quiz, from the records or from a file of answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from autograder.course.model import Course
from autograder.quiz.model import Answer, Question, Quiz
from autograder.quiz.questions import judge
from autograder.quiz.score import AttemptResult, QuestionResult
from autograder.quiz.stats import QuizStats, Reply, quiz_stats
from autograder.quiz.variant import plain_variant
from autograder.records.values import QuizEntry
from autograder.report.quiz_stats_page import stats_page
from autograder.report.quiz_view import written
from autograder.services.opened import open_records
from autograder.services.quiz_answers import read_answers
from autograder.services.quiz_score import score_rows
from autograder.services.quiz_take import result_of, sitting
from autograder.services.quizzes import open_quiz

_CHOSEN = ("single", "multiple", "true_false", "matching", "ordering")
"""Types whose answers are ids: each is counted as it is, right ones too."""
_LONGEST = 200


@dataclass(frozen=True)
class QuizFigures:
    """The statistics of one quiz, and the page that shows them."""

    quiz: Quiz
    stats: QuizStats
    page: Path


def figures(
    course: Course,
    quiz_id: str,
    *,
    now: datetime,
    answers: Path | None = None,
    to: Path | None = None,
    language: str | None = None,
) -> QuizFigures:
    """First attempts only: of the records those that have ended, or of a file of answers.

    The page is written to `<to>/<id>.html`, below the state folder's stats/ if not given. Raises
    UsageError and CourseError.
    """
    quiz = open_quiz(course, quiz_id)
    replies = _recorded(course, quiz, now) if answers is None else _of_file(course, quiz, answers)
    points = {question.id: question.points for question in quiz.questions}
    stats = quiz_stats(points, replies, _guesses(quiz))
    path = (to or course.state / "stats") / f"{quiz.id}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(stats_page(quiz, stats, language or course.languages[0]), encoding="utf-8")
    return QuizFigures(quiz, stats, path)


def _guesses(quiz: Quiz) -> dict[str, float]:
    """What blind guessing gives, on average, where one thing is chosen from a list."""
    guesses = {}
    for question in quiz.questions:
        variant = plain_variant(question)
        options = {name: [item.id for item in each.items] for name, each in question.lists.items()}
        answers: list[Answer] = []
        if question.type == "single":
            answers = list(options["choices"])
        elif question.type == "true_false":
            reasons = options["reasons"]
            answers = [{"value": v, "reason": r} for v in (True, False) for r in reasons]
        if answers:
            shares = [judge(question, variant, answer).share for answer in answers]
            guesses[question.id] = sum(shares) / len(shares)
    return guesses


def _recorded(course: Course, quiz: Quiz, now: datetime) -> dict[str, dict[str, Reply]]:
    replies = {}
    with open_records(course) as records:
        attempts = [each for each in records.quizzes.attempts(quiz.id) if each.number == 1]
        entries = records.quizzes.entries([each.id for each in attempts])
    for attempt in attempts:
        taken = sitting(attempt, entries[attempt.id], now)
        if taken.ended is not None:
            seconds = _seconds(entries[attempt.id], taken.ended)
            replies[taken.student] = _replies(quiz, result_of(quiz, taken), taken.answers, seconds)
    return replies


def _of_file(course: Course, quiz: Quiz, path: Path) -> dict[str, dict[str, Reply]]:
    rows = [row for row in read_answers(path, quiz) if row.attempt == 1]
    given: dict[str, dict[str, Answer]] = {}
    for row in rows:
        given.setdefault(row.student, {})[row.question] = row.answer
    return {
        student.student: _replies(quiz, student.attempts[0][1], given[student.student], {})
        for student in score_rows(quiz, course.seed, rows).students
    }


def _replies(
    quiz: Quiz, result: AttemptResult, answers: Mapping[str, Answer], seconds: Mapping[str, float]
) -> dict[str, Reply]:
    return {
        entry.question: _reply(
            quiz.question(entry.question),
            entry,
            answers.get(entry.question),
            seconds.get(entry.question),
        )
        for entry in result.questions
    }


def _reply(
    question: Question, entry: QuestionResult, answer: Answer, seconds: float | None
) -> Reply:
    variant = entry.variant if len(question.variants) > 1 else None
    if entry.verdict is None:
        return Reply(0.0, variant=variant, seconds=seconds)
    return Reply(
        share=entry.score / entry.max_score if entry.max_score else 0.0,
        answer=_counted(question, entry, answer)[:_LONGEST],
        correct=entry.verdict.correct,
        known_wrong=entry.verdict.known_wrong or "",
        told=question.type in _CHOSEN and bool(entry.verdict.feedback),
        variant=variant,
        seconds=seconds,
    )


def _counted(question: Question, entry: QuestionResult, answer: Answer) -> str:
    """What is counted as the same answer: right ones in any notation, and a known wrong one in
    every variant.
    """
    assert entry.verdict is not None
    if question.type in _CHOSEN:
        many = question.type == "multiple" and isinstance(answer, list)
        return written(sorted(answer, key=str) if many else answer) or "–"
    if entry.verdict.correct:
        return "✓"
    if entry.verdict.known_wrong:
        return entry.verdict.known_wrong
    variant = f" (#{entry.variant + 1})" if len(question.variants) > 1 else ""
    return " ".join(written(answer).split()) + variant


def _seconds(entries: Sequence[QuizEntry], ended: datetime) -> dict[str, float]:
    """How long each question was in front of the student, all visits together."""
    seconds: dict[str, float] = {}
    for entry, after in zip(entries, _following(entries, ended), strict=True):
        if entry.question and after > entry.at:
            spent = (after - entry.at).total_seconds()
            seconds[entry.question] = seconds.get(entry.question, 0.0) + spent
    return seconds


def _following(entries: Sequence[QuizEntry], ended: datetime) -> Iterable[datetime]:
    """When the entry after each was made, or the end of the attempt."""
    return [min(entry.at, ended) for entry in entries[1:]] + [ended] * bool(entries)
