"""Attempts at quizzes are kept as they happened, in a real SQLite and a real PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder.records import connect
from autograder.records.values import QuizScore

HERE = Path("/")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def started(records: object, student: str = "s001", number: int = 1) -> int:
    assert records.quizzes.start(  # type: ignore[attr-defined]
        "q", "1", student, number, at=NOON, deadline=NOON + timedelta(minutes=5), drawn="{}"
    )
    (attempt,) = (
        each
        for each in records.quizzes.attempts("q", student)  # type: ignore[attr-defined]
        if each.number == number
    )
    return int(attempt.id)


def test_an_attempt_begins_once(url: str) -> None:
    with connect(url, HERE) as records:
        started(records)
        assert not records.quizzes.start("q", "1", "s001", 1, at=NOON, deadline=None, drawn="other")
        (attempt,) = records.quizzes.attempts("q")
        assert (attempt.drawn, attempt.deadline) == ("{}", NOON + timedelta(minutes=5))


def test_answers_come_back_as_they_were_given_and_in_order(url: str) -> None:
    given = ["a\0b", "\ud800", {"one": 1}, [1.5, None], False, "한글", ""]
    with connect(url, HERE) as records:
        attempt = started(records)
        for answer in given:
            records.quizzes.note(attempt, "answer", NOON, question="x", answer=answer)
        records.quizzes.note(attempt, "end", NOON)
        entries = records.quizzes.entries([attempt])[attempt]
        assert [entry.answer for entry in entries[:-1]] == given
        assert entries[-1].kind == "end"


def test_the_latest_score_counts_and_a_regrade_leaves_a_trace(url: str) -> None:
    with connect(url, HERE) as records:
        attempt = started(records)
        for points, reason in ((1.0, ""), (2.0, "the key was wrong")):
            score = QuizScore(attempt, "k", points, 3.0, "{}")
            records.quizzes.store("q", [score], by="ta", reason=reason)
        assert records.quizzes.scores([attempt])[attempt].score == 2.0
        assert [event.detail["reason"] for event in records.audit.events("q")] == [
            "the key was wrong"
        ]


@pytest.mark.parametrize("table", ["quizattempt", "quizentry", "quizscore"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET id = id"])
def test_the_database_refuses_to_change_them(url: str, table: str, statement: str) -> None:
    with connect(url, HERE) as records:
        attempt = started(records)
        records.quizzes.note(attempt, "answer", NOON, question="x", answer="1")
        records.quizzes.store("q", [QuizScore(attempt, "k", 1.0, 3.0, "{}")], by="ta")
        from django.db import DatabaseError, connection

        with (
            pytest.raises(DatabaseError, match="append-only"),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format(f"records_{table}"))
