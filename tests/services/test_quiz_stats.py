"""Statistics and regrades of recorded attempts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder.course.model import Course
from autograder.errors import UsageError
from autograder.services.opened import open_records
from autograder.services.quiz_regrade import regrade
from autograder.services.quiz_stats import figures
from autograder.services.quiz_take import Taker
from autograder.services.quizzes import open_quiz
from tests.services.tiny_quiz import QUIZ, course_with_quiz

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PICKS = {"s001": "line", "s002": "relu", "s003": "line"}


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """Three students have handed in, one more is still at it."""
    course = course_with_quiz(tmp_path)
    quiz = open_quiz(course, "week-1")
    with open_records(course) as records:
        for student, pick in PICKS.items():
            taker = Taker(records, quiz, course.seed, student)
            taken = taker.begin(NOON)
            taker.show(taken, "pick", NOON)
            taker.answer(taken, "pick", pick, NOON + 2 * MINUTE)
            taker.show(taken, "width", NOON + 3 * MINUTE)
            taker.finish(taken, NOON + 4 * MINUTE)
            taker.sittings(NOON + 4 * MINUTE)
        Taker(records, quiz, course.seed, "late").begin(NOON + 4 * MINUTE)
    return course


def mend(course: Course) -> None:
    """`line` is right and `relu` wrong from now on."""
    text = QUIZ.replace("{id: relu, text: ReLU, right: true}", "{id: relu, text: ReLU}").replace(
        "{id: line, text: '$f(x) = 2x$', feedback: {en: This is a line., ko: 직선입니다.}}",
        "{id: line, text: '$f(x) = 2x$', right: true}",
    )
    assert text.count("right: true") == 1
    (course.root / "quizzes/week-1.yaml").write_text(text, encoding="utf-8")


def counting(course: Course) -> dict[str, float | None]:
    quiz = open_quiz(course, "week-1")
    with open_records(course) as records:
        return {
            student: Taker(records, quiz, course.seed, student).score(NOON + 5 * MINUTE)
            for student in PICKS
        }


def test_statistics_are_of_first_attempts_that_have_ended(course: Course) -> None:
    found = figures(course, "week-1", now=NOON + 5 * MINUTE)
    assert found.stats.students == 3
    pick = found.stats.questions[0]
    assert pick.facility == pytest.approx(1 / 3)
    assert pick.median_seconds == 180
    assert pick.guess == pytest.approx((1 + 0 + 0.25) / 3)
    assert {each.answer: each.count for each in pick.distractors} == {"line": 2, "relu": 1}
    page = found.page.read_text("utf-8")
    assert "<svg" in page
    assert "Few answers: 3 students" in page
    assert "missing:" not in page
    assert "s001" not in page


def test_a_file_of_answers_has_the_same_statistics(course: Course, tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    lines = [f"{student},pick,{pick}\n" for student, pick in PICKS.items()]
    path.write_text("student,question,answer\n" + "".join(lines), encoding="utf-8")
    by_file = figures(course, "week-1", now=NOON + 5 * MINUTE, answers=path).stats
    recorded = figures(course, "week-1", now=NOON + 5 * MINUTE).stats
    assert [each.facility for each in by_file.questions] == [
        each.facility for each in recorded.questions
    ]


def test_a_corrected_key_shows_who_changes_before_anything_is_stored(course: Course) -> None:
    mend(course)
    found = regrade(course, "week-1", now=NOON + 5 * MINUTE, actor="ta", store=False)
    assert [(each.student, each.before, each.after) for each in found.students] == [
        ("s001", 0, 1),
        ("s002", 1, 0),
        ("s003", 0, 1),
    ]
    assert not found.stored
    assert counting(course) == {"s001": 0, "s002": 1, "s003": 0}


def test_a_regrade_is_stored_with_its_reason_and_only_once(course: Course) -> None:
    mend(course)
    later = NOON + 5 * MINUTE
    with pytest.raises(UsageError, match="needs a reason"):
        regrade(course, "week-1", now=later, actor="ta", store=True)
    assert regrade(course, "week-1", now=later, actor="ta", reason="wrong key", store=True).stored
    assert counting(course) == {"s001": 1, "s002": 0, "s003": 1}
    again = regrade(course, "week-1", now=later, actor="ta", reason="wrong key", store=True)
    assert (again.students, again.unchanged, again.stored) == ((), 3, False)
    with open_records(course) as records:
        (event,) = records.audit.events("week-1")
    assert (event.actor, event.detail["reason"], event.detail["attempts"]) == ("ta", "wrong key", 3)
