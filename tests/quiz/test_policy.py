"""Who may start, until when, which attempt counts, and what is shown when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from autograder.quiz.model import Keep, Policy, Show, When
from autograder.quiz.policy import (
    Attempt,
    Shown,
    after_penalty,
    deadline,
    ended,
    final_once_given,
    final_score,
    in_time,
    refusal,
    shown,
)

SEOUL = timezone(timedelta(hours=9))
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=SEOUL)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def said(policy, attempts, now):
    text = refusal(policy, attempts, now)
    return None if text is None else text["en"]


def test_a_quiz_opens_and_closes_at_its_moment_in_any_time_zone():
    policy = Policy(opens=NOON, closes=NOON + HOUR)
    assert said(policy, [], NOON - MINUTE) == "The quiz opens on 2026-03-02 12:00 (UTC+09:00)."
    assert said(policy, [], NOON.astimezone(UTC)) is None
    assert said(policy, [], NOON + HOUR) == "The quiz closed on 2026-03-02 13:00 (UTC+09:00)."


def test_an_attempt_under_way_has_to_end_before_the_next_begins():
    policy = Policy(attempts=2, time_limit=20 * MINUTE)
    running = [Attempt(1, NOON)]
    assert "under way" in said(policy, running, NOON + 19 * MINUTE)
    assert said(policy, running, NOON + 20 * MINUTE) is None


def test_attempts_are_counted():
    taken = [Attempt(1, NOON, NOON + MINUTE)]
    assert said(Policy(), taken, NOON + HOUR) == "There are no attempts left."
    assert said(Policy(attempts=2), taken, NOON + HOUR) is None
    assert said(Policy(attempts=None), taken * 99, NOON + HOUR) is None


def test_the_cool_down_runs_from_the_end_of_the_last_attempt():
    policy = Policy(attempts=None, cool_down=30 * MINUTE, time_limit=HOUR)
    handed_in = [Attempt(1, NOON, NOON + 10 * MINUTE)]
    assert said(policy, handed_in, NOON + 39 * MINUTE) == (
        "The next attempt can begin on 2026-03-02 12:40 (UTC+09:00)."
    )
    assert said(policy, handed_in, NOON + 40 * MINUTE) is None
    ran_out = [Attempt(1, NOON)]
    assert said(policy, ran_out, NOON + 89 * MINUTE) is not None
    assert said(policy, ran_out, NOON + 90 * MINUTE) is None


def test_the_deadline_is_the_earlier_of_the_time_limit_and_the_close():
    assert deadline(Policy(), NOON) is None
    policy = Policy(time_limit=HOUR, closes=NOON + 30 * MINUTE)
    assert deadline(policy, NOON) == NOON + 30 * MINUTE
    assert deadline(policy, NOON - HOUR) == NOON


BERLIN = ZoneInfo("Europe/Berlin")
BACK = datetime(2026, 10, 25, 2, 40, tzinfo=BERLIN)
"""Twenty minutes before the clocks there are put back from 3:00 to 2:00."""


def test_a_time_limit_is_as_long_in_the_night_in_which_clocks_are_put_back():
    assert deadline(Policy(time_limit=HOUR), BACK) - BACK.astimezone(UTC) == HOUR
    handed_in = [Attempt(1, BACK, BACK)]
    policy = Policy(attempts=None, cool_down=HOUR)
    later = (BACK.astimezone(UTC) + HOUR).astimezone(BERLIN)
    assert said(policy, handed_in, later) is None
    assert said(policy, handed_in, (later.astimezone(UTC) - MINUTE).astimezone(BERLIN)) == (
        "The next attempt can begin on 2026-10-25 02:40 (CET)."
    )


def test_a_quiz_opens_at_the_offset_that_is_written_whatever_clocks_say():
    summer = datetime(2026, 10, 25, 2, 30, tzinfo=timezone(2 * HOUR))
    winter = datetime(2026, 10, 25, 2, 30, tzinfo=timezone(HOUR))
    between = datetime(2026, 10, 25, 2, 35, tzinfo=BERLIN)
    assert said(Policy(opens=summer), [], between) is None
    assert said(Policy(opens=winter), [], between) is not None
    assert said(Policy(opens=winter), [], between.replace(fold=1)) is None


def test_answers_count_up_to_the_deadline_and_not_after_handing_in():
    policy = Policy(time_limit=HOUR)
    attempt = Attempt(1, NOON)
    assert in_time(policy, attempt, NOON + HOUR)
    assert not in_time(policy, attempt, NOON + HOUR + timedelta(seconds=1))
    assert not in_time(policy, attempt, NOON - MINUTE)
    assert not in_time(policy, Attempt(1, NOON, NOON + MINUTE), NOON + 2 * MINUTE)


def test_an_attempt_handed_in_late_ended_at_its_deadline():
    policy = Policy(time_limit=HOUR)
    assert ended(policy, Attempt(1, NOON, NOON + 3 * HOUR), NOON + 4 * HOUR) == NOON + HOUR


@pytest.mark.parametrize(
    ("keep", "score"), [(Keep.BEST, 9.0), (Keep.LAST, 5.6), (Keep.MEAN, round(20.6 / 3, 6))]
)
def test_best_last_or_mean_counts_after_the_penalty(keep, score):
    policy = Policy(attempts=None, keep=keep, penalty=0.1)
    assert final_score(policy, [6, 10, 7]) == score
    assert final_score(policy, []) is None


def test_a_penalty_never_makes_a_score_negative():
    assert after_penalty(Policy(penalty=0.4), 10, 4) == 0


def test_things_are_shown_from_their_moment_on():
    show = Show(score=When.ANSWER, questions=When.ATTEMPT, explanation=When.CLOSE)
    policy = Policy(attempts=2, closes=NOON + 9 * HOUR, show=show)
    running, done = Attempt(1, NOON), Attempt(1, NOON, NOON + MINUTE)

    def visible(attempt, now, *, answered):
        seen = shown(policy, [attempt], attempt, now, answered=answered)
        return (seen.score, seen.questions, seen.explanation)

    assert visible(running, NOON + MINUTE, answered=False) == (False, False, False)
    assert visible(running, NOON + MINUTE, answered=True) == (True, False, False)
    assert visible(done, NOON + HOUR, answered=False) == (True, True, False)
    assert visible(done, NOON + 9 * HOUR, answered=False) == (True, True, True)
    assert final_once_given(policy)
    assert not final_once_given(Policy())


def test_what_is_never_shown_is_never_shown():
    policy = Policy(show=Show(When.NEVER, When.NEVER, When.NEVER))
    done = Attempt(1, NOON, NOON + MINUTE)
    seen = shown(policy, [done], done, NOON + 999 * HOUR, answered=True)
    assert seen == Shown(score=False, questions=False, explanation=False)


def test_a_quiz_without_a_close_counts_as_closed_when_no_attempt_is_left():
    policy = Policy(attempts=2)
    first, second = Attempt(1, NOON, NOON + MINUTE), Attempt(2, NOON + HOUR)
    later = NOON + 2 * HOUR

    def explained(*attempts, policy=policy):
        return shown(policy, attempts, first, later, answered=True).explanation

    assert not explained(first)
    assert not explained(first, second)
    assert explained(first, Attempt(2, NOON + HOUR, later))
    assert explained(first, policy=Policy(attempts=None))
