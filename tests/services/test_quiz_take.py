"""Taking a quiz: the record decides what counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from autograder.course.model import Course
from autograder.quiz.model import Keep, Show, When
from autograder.services.opened import open_records
from autograder.services.quiz_take import RefusedError, Taker
from autograder.services.quizzes import open_quiz
from tests.services.tiny_quiz import QUIZ, course_with_quiz

if TYPE_CHECKING:
    from autograder.records.store import Records

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return course_with_quiz(tmp_path)


@pytest.fixture
def records(course: Course) -> Iterator[Records]:
    with open_records(course) as opened:
        yield opened


@pytest.fixture
def taker(course: Course, records: Records) -> Taker:
    return Taker(records, open_quiz(course, "week-1"), course.seed, "s001")


def test_an_attempt_is_resumed_with_what_was_drawn_and_answered(
    course: Course, records: Records, taker: Taker
) -> None:
    taken = taker.begin(NOON)
    taker.answer(taken, "pick", "line", NOON + MINUTE)
    taker.answer(taken, "pick", "relu", NOON + 2 * MINUTE)
    again = Taker(records, open_quiz(course, "week-1"), "another seed", "s001").begin(
        NOON + 3 * MINUTE
    )
    assert (again.id, again.number, again.variants) == (taken.id, 1, taken.variants)
    assert dict(again.answers) == {"pick": "relu"}


def test_an_answer_after_the_deadline_is_refused_and_does_not_count(taker: Taker) -> None:
    taken = taker.begin(NOON)
    assert taken.deadline == NOON + 10 * MINUTE
    taker.answer(taken, "pick", "flat", NOON + 9 * MINUTE)
    with pytest.raises(RefusedError, match="over"):
        taker.answer(taken, "pick", "relu", NOON + 11 * MINUTE)
    assert taker.score(NOON + 11 * MINUTE) == 0.25


def test_what_slips_into_the_record_too_late_does_not_count_either(
    records: Records, taker: Taker
) -> None:
    taken = taker.begin(NOON)
    taker.finish(taken, NOON + MINUTE)
    records.quizzes.note(taken.id, "answer", NOON + 2 * MINUTE, question="pick", answer="relu")
    (after,) = taker.sittings(NOON + 3 * MINUTE)
    assert after.answers == {}


def test_a_later_change_of_the_time_limit_does_not_move_a_deadline(
    course: Course, records: Records, taker: Taker
) -> None:
    taken = taker.begin(NOON)
    quiz = open_quiz(course, "week-1")
    shorter = replace(quiz, policy=replace(quiz.policy, time_limit=MINUTE))
    other = Taker(records, shorter, course.seed, "s001")
    after, _ = other.answer(taken, "pick", "relu", NOON + 5 * MINUTE)
    assert after.answers == {"pick": "relu"}


def test_attempts_run_out_and_the_best_counts(taker: Taker) -> None:
    for answer in ("relu", "line"):
        taken = taker.begin(NOON)
        taker.answer(taken, "pick", answer, NOON)
        taker.finish(taken, NOON)
    with pytest.raises(RefusedError, match="no attempts left"):
        taker.begin(NOON)
    assert taker.score(NOON) == 1


def test_a_second_attempt_has_another_variant(taker: Taker) -> None:
    first = taker.finish(taker.begin(NOON), NOON)
    second = taker.begin(NOON)
    assert first.variants["width"].number != second.variants["width"].number


def test_hints_cost_what_they_say_and_end(taker: Taker) -> None:
    taken = taker.begin(NOON)
    taken, text = taker.hint(taken, "pick", NOON)
    assert text.in_language("en") == "Draw them."
    with pytest.raises(RefusedError, match="no more hints"):
        taker.hint(taken, "pick", NOON)
    taker.answer(taken, "pick", "relu", NOON)
    taker.finish(taken, NOON)
    assert taker.score(NOON) == 0.75


def test_an_unreadable_answer_is_kept_and_said(taker: Taker) -> None:
    taken, error = taker.answer(taker.begin(NOON), "width", "wide", NOON)
    assert error is not None
    assert dict(taken.answers) == {"width": "wide"}


def test_nothing_of_the_key_is_shown_before_the_attempt_ends(taker: Taker) -> None:
    taken, _ = taker.answer(taker.begin(NOON), "pick", "line", NOON)
    outcome = taker.outcomes(taken, NOON)[0]
    assert (outcome.score, outcome.verdict, outcome.explanation) == (None, None, None)
    taker.finish(taken, NOON)
    outcome = taker.outcomes(taken, NOON)[0]
    assert outcome.score == 0
    assert outcome.verdict is not None
    assert outcome.verdict.known_wrong == "line"
    assert outcome.explanation is not None


def test_an_answer_is_final_where_its_verdict_is_shown_at_once(
    course: Course, records: Records
) -> None:
    quiz = open_quiz(course, "week-1")
    shows = replace(quiz, policy=replace(quiz.policy, show=Show(questions=When.ANSWER)))
    taker = Taker(records, shows, course.seed, "s001")
    taken, error = taker.answer(taker.begin(NOON), "width", "wide", NOON)
    assert error is not None
    assert taken.answers == {}
    taken, _ = taker.answer(taken, "pick", "line", NOON)
    outcomes = {outcome.question: outcome for outcome in taker.outcomes(taken, NOON)}
    assert outcomes["pick"].verdict is not None
    assert outcomes["width"].verdict is None
    with pytest.raises(RefusedError, match="final"):
        taker.answer(taken, "pick", "relu", NOON)


def test_a_corrected_derived_value_reaches_attempts_that_were_drawn_before(tmp_path: Path) -> None:
    wrong = QUIZ.replace("answer: n - 2", "answer: w").replace(
        "    variants: 5\n", "    variants: 5\n    derived: {w: n - 3}\n"
    )
    course = course_with_quiz(tmp_path, wrong)
    with open_records(course) as records:
        taker = Taker(records, open_quiz(course, "week-1"), course.seed, "s001")
        taken = taker.begin(NOON)
        right = int(taken.variants["width"].values["n"]) - 2
        taken, _ = taker.answer(taken, "width", str(right), NOON)
        path = course.root / "quizzes/week-1.yaml"
        path.write_text(wrong.replace("n - 3", "n - 2"), encoding="utf-8")
        mended = Taker(records, open_quiz(course, "week-1"), course.seed, "s001")
        mended.finish(taken, NOON)
        assert mended.score(NOON) == 2


def test_a_slip_does_not_cost_the_answer_that_was_there(taker: Taker) -> None:
    taken, _ = taker.answer(taker.begin(NOON), "width", "12", NOON)
    taken, error = taker.answer(taken, "width", "twelve", NOON)
    assert error is not None
    assert dict(taken.answers) == {"width": "12"}


def test_an_unreadable_blank_is_said_and_asked_again_and_costs_nothing(taker: Taker) -> None:
    taken = taker.begin(NOON)
    assert taker.unreadable_blank(taken, "blanks", "one", "eins") is not None
    assert taker.unreadable_blank(taken, "blanks", "one", "1") is None
    taken, error = taker.answer(taken, "blanks", {"one": "eins", "two": "2"}, NOON)
    assert error is not None
    assert "[one]" in error.in_language("en")
    assert taken.ended is None
    taken, error = taker.answer(taken, "blanks", {"one": "1", "two": "2"}, NOON)
    assert error is None
    taker.finish(taken, NOON)
    assert taker.score(NOON) == 1


def test_with_the_explanation_a_right_answer_is_shown(taker: Taker) -> None:
    taken, _ = taker.answer(taker.begin(NOON), "pick", "line", NOON)
    assert [each.key for each in taker.outcomes(taken, NOON)] == [None] * 4
    taker.finish(taken, NOON)
    keys = {each.question: each.key for each in taker.outcomes(taken, NOON)}
    assert keys["pick"] == "relu"
    assert keys["blanks"] == {"one": "1", "two": "2"}


@pytest.mark.parametrize("keep", list(Keep))
def test_the_penalty_and_the_attempt_that_counts_are_those_of_the_policy(
    course: Course, records: Records, keep: Keep
) -> None:
    quiz = open_quiz(course, "week-1")
    policy = replace(quiz.policy, keep=keep, attempts=3, penalty=0.25)
    taker = Taker(records, replace(quiz, policy=policy), course.seed, "s001")
    for answer in ("flat", "relu", "line"):
        taken, _ = taker.answer(taker.begin(NOON), "pick", answer, NOON)
        taker.finish(taken, NOON)
    counts = {Keep.BEST: 0.75, Keep.LAST: 0.0, Keep.MEAN: (0.25 + 0.75 + 0) / 3}
    assert taker.score(NOON) == pytest.approx(counts[keep])
