"""What a student sees, and what never reaches them."""

from __future__ import annotations

import dataclasses
from dataclasses import replace

import pytest

from autograder.grading.result import Outcome, Status
from autograder.report.plain import LONGEST, number, printable
from autograder.report.visible import for_student, outcome_of
from autograder.text import Text

from . import samples


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("result", samples.everyone(), ids=lambda result: result.student)
def test_no_secret_of_a_result_is_in_what_its_student_sees(result, language):
    seen = repr(dataclasses.asdict(for_student(result, language)))
    assert [secret for secret in samples.SECRETS if secret in seen] == []


def test_the_samples_hold_every_secret():
    # Otherwise the test above would pass for nothing.
    held = repr([dataclasses.asdict(result) for result in samples.everyone()])
    assert all(secret in held for secret in samples.SECRETS)


def test_a_student_sees_their_own_traceback():
    seen = for_student(samples.raised(), "en")
    assert "w.reshape(1, -1)" in seen.exercises[0].tests[0].traceback
    assert "plot(history)" in seen.cells[1].traceback


@pytest.mark.parametrize("status", [Status.COURSE_ERROR, Status.PLATFORM_ERROR])
def test_a_fault_of_ours_shows_no_score_no_message_of_its_own_and_that_nothing_is_to_be_done(
    status,
):
    result = replace(samples.wrong_gradient(), status=status, message=Text.plain("/srv/x.py:3"))
    seen = for_student(result, "en")
    assert seen.score is None
    assert seen.exercises == ()
    assert "/srv" not in seen.message
    assert "nothing" in seen.advice


@pytest.mark.parametrize("status", [Status.UNREADABLE, Status.REFUSED])
def test_a_submission_that_cannot_be_graded_says_why_and_what_to_do(status):
    seen = for_student(replace(samples.unreadable(), status=status), "ko")
    assert "12번째 줄" in seen.message
    assert "다시 제출" in seen.advice


def test_a_hidden_test_at_fault_shows_nothing_but_its_title():
    result = samples.wrong_gradient()
    broken = replace(
        result.exercises[1].tests[0], outcome=Outcome.ERROR, traceback="/srv/course/graders"
    )
    result = replace(result, exercises=(samples.exercise("mse_gradient", broken),))
    test = for_student(result, "en").exercises[0].tests[0]
    assert (test.hints, test.traceback, test.departures) == ((), "", ())
    assert "not yours" in test.message


def test_control_bidi_and_surrogate_characters_become_visible():
    assert printable("a\u202eb\u2066c\x1b[31m\x07\ud800\u2028\rz") == (
        "a\\u202eb\\u2066c\\x1b[31m\\x07\\ud800\\u2028\\x0dz"
    )


def test_korean_newlines_tabs_and_emoji_stay_as_they_are():
    assert printable("손실함수\n\t👩\u200d🔬\r\n") == "손실함수\n\t👩\u200d🔬\n"


def test_accents_do_not_pile_up_over_the_lines_above() -> None:
    for mark in ("\u0301", "\u0489", "\u0301\u200d"):
        assert printable("a" + mark * 300).count(mark[0]) == 4
    usual = "Việt Vie\u0323\u0302t ที่ 각 שִׁ 👩\u200d🔬"
    assert printable(usual) == usual


def test_a_text_beyond_all_measure_is_cut():
    assert len(printable("x" * (10 * LONGEST))) == LONGEST


@pytest.mark.parametrize(
    ("value", "shown"), [(2.0, "2"), (2.5, "2.5"), (7 / 3, "2.33"), (10.0, "10"), (-0.0, "0")]
)
def test_points_have_no_more_decimals_than_needed(value, shown):
    assert number(value) == shown


def test_points_that_miss_by_rounding_are_full_marks():
    assert outcome_of(0.1 + 0.2, 0.3) is Outcome.PASSED
    assert outcome_of(0.1 * 3 - 1e-12, 0.3) is Outcome.PASSED
    assert outcome_of(0.29, 0.3) is Outcome.PARTIAL
