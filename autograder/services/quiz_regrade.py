"""Score recorded attempts again by the quiz as it is now: look first, then store."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from autograder.course.model import Course
from autograder.errors import UsageError
from autograder.quiz.model import Quiz
from autograder.quiz.policy import final_score
from autograder.quiz.score import Change, changes, from_json
from autograder.records.values import QuizScore
from autograder.services.opened import open_records
from autograder.services.quiz_take import result_of, score_row, sitting
from autograder.services.quizzes import open_quiz, quiz_digest


@dataclass(frozen=True)
class Regraded:
    """One student whose recorded scores the quiz as it is now changes."""

    student: str
    before: float
    """The score that counts, by the policy, of the attempts that have one."""
    after: float
    attempts: tuple[tuple[int, tuple[Change, ...]], ...]
    """(number, the questions that change) of each attempt that changes."""


@dataclass(frozen=True)
class Regrade:
    """What a regrade would do, or has done."""

    quiz: Quiz
    students: tuple[Regraded, ...]
    unchanged: int
    """Students with a score that stays."""
    stored: bool


def regrade(
    course: Course, quiz_id: str, *, now: datetime, actor: str, reason: str = "", store: bool
) -> Regrade:
    """Who changes by the quiz as it is now; with `store` the new scores are kept, all or none.

    Scores before stay in the record. Raises UsageError, if a reason is missing for one, and
    CourseError.
    """
    if store and not reason.strip():
        raise UsageError("a regrade needs a reason: your colleagues read it in the audit trail")
    quiz = open_quiz(course, quiz_id)
    with open_records(course) as records:
        attempts = records.quizzes.attempts(quiz.id)
        ids = [attempt.id for attempt in attempts]
        entries, scores = records.quizzes.entries(ids), records.quizzes.scores(ids)
        rows: list[QuizScore] = []
        found: dict[str, list[tuple[int, float, float, tuple[Change, ...]]]] = {}
        for attempt in attempts:
            stored = scores.get(attempt.id)
            taken = sitting(attempt, entries[attempt.id], now)
            if stored is None or taken.ended is None:
                continue
            result = result_of(quiz, taken)
            differing = changes(from_json(json.loads(stored.document)), result)
            found.setdefault(attempt.student, []).append(
                (attempt.number, stored.score, result.score, differing)
            )
            if differing:
                rows.append(score_row(quiz, taken))
        if store and rows:
            detail = {"attempts": len(rows), "key": quiz_digest(quiz)}
            records.quizzes.store(quiz.id, rows, by=actor, reason=reason.strip(), detail=detail)
    students = tuple(
        Regraded(
            student,
            before=final_score(quiz.policy, [before for _, before, _, _ in each]) or 0.0,
            after=final_score(quiz.policy, [after for _, _, after, _ in each]) or 0.0,
            attempts=tuple((number, differing) for number, _, _, differing in each if differing),
        )
        for student, each in found.items()
    )
    changed = tuple(each for each in students if each.attempts)
    return Regrade(quiz, changed, len(students) - len(changed), store and bool(rows))
