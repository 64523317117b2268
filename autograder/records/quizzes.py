"""Attempts at quizzes, what was answered in them, and what they were worth: only added to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from autograder.records import models
from autograder.records.audit import event
from autograder.records.chunks import chunks
from autograder.records.storable import storable
from autograder.records.values import QuizAttempt, QuizEntry, QuizScore


class Quizzes:
    """Quizzes of one course. Times are those of the caller: this room has no clock for them."""

    def start(
        self,
        quiz: str,
        version: str,
        student: str,
        number: int,
        *,
        at: datetime,
        deadline: datetime | None,
        drawn: str,
    ) -> bool:
        """Begin the student's attempt with this number; False if it has begun already."""
        try:
            with transaction.atomic():
                models.QuizAttempt(
                    quiz=quiz,
                    version=version,
                    student=storable(student),
                    number=number,
                    started_at=at,
                    deadline=deadline,
                    drawn=drawn,
                ).save()
        except IntegrityError:
            return False
        return True

    def attempts(self, quiz: str, student: str | None = None) -> list[QuizAttempt]:
        """The attempts of the student, or of all, by student and number."""
        rows = models.QuizAttempt.objects.filter(quiz=quiz).order_by("student", "number")
        if student is not None:
            rows = rows.filter(student=storable(student))
        return [
            QuizAttempt(
                row.pk,
                row.version,
                row.student,
                row.number,
                row.started_at,
                row.deadline,
                row.drawn,
            )
            for row in rows
        ]

    def note(
        self, attempt: int, kind: str, at: datetime, *, question: str = "", answer: object = None
    ) -> None:
        """Add a line to an attempt; `answer` is a JSON value."""
        # ASCII: lone surrogates and zero bytes stay escapes, which every database takes.
        written = json.dumps(answer, ensure_ascii=True) if kind == "answer" else ""
        models.QuizEntry(
            attempt_id=attempt, kind=kind, question=question, answer=written, at=at
        ).save()

    def entries(self, attempts: Sequence[int]) -> dict[int, list[QuizEntry]]:
        """The lines of the attempts in their order; each of `attempts` has a list."""
        found: dict[int, list[QuizEntry]] = {attempt: [] for attempt in attempts}
        for chunk in chunks(attempts):
            for row in models.QuizEntry.objects.filter(attempt__in=chunk).order_by("id"):
                answer = json.loads(row.answer) if row.answer else None
                found[row.attempt_id].append(
                    QuizEntry(row.attempt_id, row.kind, row.question, answer, row.at)
                )
        return found

    def scores(self, attempts: Sequence[int]) -> dict[int, QuizScore]:
        """The score in force of each attempt that has one."""
        found: dict[int, QuizScore] = {}
        for chunk in chunks(attempts):
            for row in models.QuizScore.objects.filter(attempt__in=chunk).order_by("id"):
                found[row.attempt_id] = QuizScore(
                    row.attempt_id, row.key, row.score, row.max_score, row.document
                )
        return found

    def store(
        self,
        quiz: str,
        scores: Iterable[QuizScore],
        *,
        by: str,
        reason: str = "",
        detail: Mapping[str, object] | None = None,
    ) -> None:
        """Add scores, all or none. With a reason it is a regrade, and the audit trail says so."""
        now = timezone.now()
        with transaction.atomic():
            models.QuizScore.objects.bulk_create(
                models.QuizScore(
                    attempt_id=score.attempt,
                    key=score.key,
                    score=score.score,
                    max_score=score.max_score,
                    document=score.document,
                    by=storable(by),
                    reason=storable(reason),
                    at=now,
                )
                for score in scores
            )
            if reason:
                event(by, "quiz regraded", quiz, reason=reason, **(detail or {})).save()
