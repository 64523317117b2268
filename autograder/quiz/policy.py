"""The rules of taking a quiz: who may start, until when, which attempt counts, what is shown when.

Pure functions: the time is an argument. What is recorded decides, never a clock on a screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from autograder.quiz.model import Keep, Policy, When
from autograder.text import Text


@dataclass(frozen=True)
class Attempt:
    """One attempt as it is recorded. The times have offsets."""

    number: int
    """Counted from 1."""
    started: datetime
    ended: datetime | None = None
    """When it was handed in; None if it was not."""


@dataclass(frozen=True)
class Shown:
    """What a student may see of one question now."""

    score: bool
    questions: bool
    """Its score and the feedback."""
    explanation: bool
    """The right answer and the explanation."""


def deadline(policy: Policy, started: datetime) -> datetime | None:
    """Until when answers count; None if for ever."""
    limits = [] if policy.time_limit is None else [_after(started, policy.time_limit)]
    if policy.closes is not None:
        limits.append(policy.closes)
    return min(limits, default=None)


def in_time(policy: Policy, attempt: Attempt, answered: datetime) -> bool:
    """Whether an answer received at this moment counts."""
    last = deadline(policy, attempt.started)
    handed_in = attempt.ended is not None and answered > attempt.ended
    return answered >= attempt.started and not handed_in and (last is None or answered <= last)


def ended(policy: Policy, attempt: Attempt, now: datetime) -> datetime | None:
    """When the attempt ended: handed in, or out of time; None if it goes on."""
    last = deadline(policy, attempt.started)
    if attempt.ended is not None:
        return attempt.ended if last is None else min(attempt.ended, last)
    return last if last is not None and now >= last else None


def attempts_left(policy: Policy, attempts: Sequence[Attempt]) -> int | None:
    """How many more may be started; None if any number."""
    return None if policy.attempts is None else max(0, policy.attempts - len(attempts))


def refusal(policy: Policy, attempts: Sequence[Attempt], now: datetime) -> Text | None:
    """Why no attempt can be started now; None if one can."""
    if policy.opens is not None and now < policy.opens:
        when = shown_time(policy.opens)
        return Text.of(f"The quiz opens on {when}.", f"퀴즈는 {when}에 열립니다.")
    if policy.closes is not None and now >= policy.closes:
        when = shown_time(policy.closes)
        return Text.of(f"The quiz closed on {when}.", f"퀴즈는 {when}에 닫혔습니다.")
    ends = [ended(policy, attempt, now) for attempt in attempts]
    if None in ends:
        return Text.of(
            "An attempt is under way; go on with it or hand it in.",
            "진행 중인 응시가 있습니다. 이어서 풀거나 제출하십시오.",
        )
    if attempts_left(policy, attempts) == 0:
        return Text.of("There are no attempts left.", "남은 응시 횟수가 없습니다.")
    last = max((end for end in ends if end is not None), default=None)
    if last is not None and now < _after(last, policy.cool_down):
        when = shown_time(_after(last, policy.cool_down).astimezone(now.tzinfo))
        return Text.of(
            f"The next attempt can begin on {when}.", f"다음 응시는 {when}부터 할 수 있습니다."
        )
    return None


def after_penalty(policy: Policy, score: float, number: int) -> float:
    """What a score is worth in the attempt with this number, which counts from 1."""
    return round(score * max(0.0, 1 - policy.penalty * (number - 1)), 6)


def final_score(policy: Policy, scores: Sequence[float]) -> float | None:
    """The score that counts of those of all ended attempts, in their order; None if there is none.

    The penalties are taken off here.
    """
    if not scores:
        return None
    worth = [after_penalty(policy, score, number) for number, score in enumerate(scores, start=1)]
    if policy.keep is Keep.BEST:
        return max(worth)
    if policy.keep is Keep.LAST:
        return worth[-1]
    return round(sum(worth) / len(worth), 6)


def shown(
    policy: Policy, attempts: Sequence[Attempt], attempt: Attempt, now: datetime, *, answered: bool
) -> Shown:
    """What the student may see of a question of `attempt`, which is one of their `attempts`.

    A quiz that never closes counts as closed once no attempt is left; with any number of attempts,
    once this attempt has ended.
    """
    over = ended(policy, attempt, now) is not None
    if policy.closes is not None:
        closed = now >= policy.closes
    else:
        all_over = all(ended(policy, other, now) is not None for other in attempts)
        closed = over and all_over and attempts_left(policy, attempts) in (0, None)
    reached = {
        When.ANSWER: answered or over,
        When.ATTEMPT: over,
        When.CLOSE: closed,
        When.NEVER: False,
    }
    return Shown(
        score=reached[policy.show.score],
        questions=reached[policy.show.questions],
        explanation=reached[policy.show.explanation],
    )


def final_once_given(policy: Policy) -> bool:
    """Whether an answer cannot be changed, because something is shown as soon as it is given."""
    show = policy.show
    return When.ANSWER in (show.score, show.questions, show.explanation)


def _after(moment: datetime, passed: timedelta) -> datetime:
    """So much later by a watch: not by clocks on the wall, which are put forward and back."""
    return moment.astimezone(UTC) + passed


def shown_time(moment: datetime) -> str:
    """The moment to the minute, with its offset: 2026-03-02 23:59 (UTC+09:00)."""
    return f"{moment:%Y-%m-%d %H:%M} ({moment.tzname()})"
