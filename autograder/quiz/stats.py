"""Item statistics of a quiz: how hard its questions are, and whether they tell people apart.

Facility is the mean share of the points. The corrected item-rest correlation is between the share
of a question and the score of the others. Discrimination is the facility among the upper 27 %
less that among the lower 27 %. Alpha is Cronbach's, which is KR-20 where shares are 0 and 1.
Intervals hold 95 %: Student's t for facility, Fisher's z for correlations, Feldt's F for alpha;
sources: Crocker and Algina, Introduction to Classical and Modern Test Theory, chapters 6, 7 and 14.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FEW = 30
"""Fewer answers are called few."""
TOO_FEW = 8
"""Below it nothing is estimated but the facility."""
TAIL = 0.27

Interval = tuple[float, float]
_Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Reply:
    """One student's answer to one question."""

    share: float
    """Of its points, from 0 to 1, hints taken off; 0 if it was not answered."""
    answer: str = ""
    """What is counted: the id of a choice, the answer as written; empty if there is none."""
    correct: bool = False
    known_wrong: str = ""
    told: bool = False
    """The author has something to say to just this wrong choice."""
    variant: int | None = None
    """Which one it was, where the question has several."""
    seconds: float | None = None


@dataclass(frozen=True)
class Distractor:
    """One answer that was given, or "" for none, and by how many of each third.

    The thirds are by the score of the other questions, so that a wrong key cannot hide itself.
    """

    answer: str
    correct: bool
    known_wrong: str
    count: int
    lower: int
    middle: int
    upper: int
    told: bool = False


@dataclass(frozen=True)
class VariantStats:
    """One variant of a question, of those that students had."""

    variant: int
    """Counted from 0."""
    students: int
    facility: float
    facility_interval: Interval | None


@dataclass(frozen=True)
class QuestionStats:
    """The figures of one question. None: too few answers, or nothing varies."""

    question: str
    answers: int
    """How many answered it, of all who took the quiz."""
    facility: float
    facility_interval: Interval | None
    guess: float | None
    """The facility that blind guessing gives, where there is something to guess from."""
    rest: float | None
    """The corrected item-rest correlation."""
    rest_interval: Interval | None
    discrimination: float | None
    distractors: tuple[Distractor, ...]
    """The most frequent first."""
    median_seconds: float | None
    variants: tuple[VariantStats, ...] = ()
    """By number; empty where there is one only."""


@dataclass(frozen=True)
class QuizStats:
    """The figures of the quiz; questions in its order."""

    students: int
    questions: tuple[QuestionStats, ...]
    mean: float
    """Of the scores, as a share of the points."""
    deviation: float | None
    alpha: float | None
    alpha_interval: Interval | None
    standard_error: float | None
    """Of measurement: what a score, as a share of the points, is uncertain by."""
    dichotomous: bool
    """Every share is 0 or 1, so that alpha is KR-20."""

    @property
    def few(self) -> bool:
        return self.students < FEW


def quiz_stats(
    points: Mapping[str, float],
    replies: Mapping[str, Mapping[str, Reply]],
    guesses: Mapping[str, float] | None = None,
) -> QuizStats:
    """The figures of one attempt per student: `points` by question, `replies` by student and
    question, `guesses` by question: the share that blind guessing gives. A question without a
    reply counts as not answered.
    """
    names = list(points)
    students = sorted(replies)
    nothing = Reply(0.0)
    table = [[replies[student].get(name, nothing) for name in names] for student in students]
    shares = np.array([[each.share for each in row] for row in table], dtype=np.float64)
    shares = shares.reshape(len(students), len(names))
    weights = np.array([points[name] for name in names], dtype=np.float64)
    scores = shares * weights
    totals = scores.sum(axis=1)
    alpha = _alpha(scores)
    full = float(weights.sum()) or 1.0
    deviation = float(totals.std(ddof=1)) / full if len(students) > 1 else None
    return QuizStats(
        students=len(students),
        questions=tuple(
            _question(
                name,
                [row[place] for row in table],
                scores[:, place],
                totals,
                (guesses or {}).get(name),
            )
            for place, name in enumerate(names)
        ),
        mean=float(totals.mean()) / full if students else 0.0,
        deviation=deviation,
        alpha=alpha,
        alpha_interval=None if alpha is None else _alpha_interval(alpha, *scores.shape),
        standard_error=(
            None
            if alpha is None or deviation is None
            else deviation * math.sqrt(max(0.0, 1 - alpha))
        ),
        dichotomous=bool(np.isin(shares, (0.0, 1.0)).all()),
    )


def _question(
    name: str,
    replies: Sequence[Reply],
    scores: _Floats,
    totals: _Floats,
    guess: float | None,
) -> QuestionStats:
    shares = np.array([reply.share for reply in replies], dtype=np.float64)
    rest = _correlation(scores, totals - scores)
    times = [reply.seconds for reply in replies if reply.seconds is not None and reply.answer]
    return QuestionStats(
        question=name,
        answers=sum(bool(reply.answer) for reply in replies),
        facility=float(shares.mean()) if len(shares) else 0.0,
        facility_interval=_mean_interval(shares),
        guess=guess,
        rest=rest,
        rest_interval=None if rest is None else _fisher(rest, len(shares)),
        discrimination=_discrimination(shares, totals),
        distractors=_distractors(replies, _thirds(totals - scores)),
        median_seconds=float(np.median(times)) if times else None,
        variants=tuple(_variants(replies)),
    )


def _variants(replies: Sequence[Reply]) -> Iterator[VariantStats]:
    for number in sorted({reply.variant for reply in replies if reply.variant is not None}):
        shares = np.array(
            [reply.share for reply in replies if reply.variant == number], dtype=np.float64
        )
        yield VariantStats(number, len(shares), float(shares.mean()), _mean_interval(shares))


def _thirds(totals: _Floats) -> list[int]:
    """0, 1 or 2 for each student: the lower, middle or upper third; ties stay together. Where all
    are tied, all are in the middle.
    """
    if not len(totals):
        return []
    below, above = np.quantile(totals, [1 / 3, 2 / 3])
    if below == above:
        return [0 if total < below else 2 if total > above else 1 for total in totals]
    return [0 if total <= below else 2 if total >= above else 1 for total in totals]


def _correlation(one: _Floats, other: _Floats) -> float | None:
    if len(one) < TOO_FEW or float(one.std()) < 1e-9 or float(other.std()) < 1e-9:
        return None
    return float(np.clip(np.corrcoef(one, other)[0, 1], -1, 1))


def _discrimination(shares: _Floats, totals: _Floats) -> float | None:
    count = round(TAIL * len(shares))
    if len(shares) < TOO_FEW or count < 1:
        return None
    order = np.argsort(totals, kind="stable")
    ranked, of = totals[order], shares[order]
    # Who is tied at the border is in with the share that there is room for: the order in which
    # students stand in the record must not matter.
    return _tail(ranked[::-1], of[::-1], count) - _tail(ranked, of, count)


def _tail(ranked: _Floats, shares: _Floats, count: int) -> float:
    border = ranked[count - 1]
    tied = ranked == border
    sure = ~tied
    sure[count:] = False
    room = count - int(sure.sum())
    return float((shares[sure].sum() + room * shares[tied].mean()) / count)


def _alpha(scores: _Floats) -> float | None:
    students, questions = scores.shape
    if students < TOO_FEW or questions < 2:
        return None
    total = float(scores.sum(axis=1).var(ddof=1))
    if total < 1e-12:
        return None
    own = float(scores.var(axis=0, ddof=1).sum())
    ratio = questions / (questions - 1)
    return float(ratio * (1 - own / total))


def _alpha_interval(alpha: float, students: int, questions: int) -> Interval:
    from scipy.stats import f

    free = students - 1
    low, high = (
        1 - (1 - alpha) * float(f.ppf(level, free, free * (questions - 1)))
        for level in (0.975, 0.025)
    )
    return low, high


def _mean_interval(shares: _Floats) -> Interval | None:
    """Wilson's for shares of 0 and 1, which stays inside them; else Student's t."""
    count = len(shares)
    if count < 2:
        return None
    mean = float(shares.mean())
    if np.isin(shares, (0.0, 1.0)).all():
        z = 1.959964
        middle = (mean + z * z / (2 * count)) / (1 + z * z / count)
        half = z * math.sqrt(mean * (1 - mean) / count + z * z / (4 * count**2))
        half /= 1 + z * z / count
    else:
        from scipy.stats import t

        middle = mean
        half = float(t.ppf(0.975, count - 1)) * float(shares.std(ddof=1)) / math.sqrt(count)
    return max(0.0, middle - half), min(1.0, middle + half)


def _fisher(correlation: float, count: int) -> Interval | None:
    if count < 4 or abs(correlation) >= 1 - 1e-9:
        return None
    middle, half = math.atanh(correlation), 1.959964 / math.sqrt(count - 3)
    return math.tanh(middle - half), math.tanh(middle + half)


def _distractors(replies: Sequence[Reply], thirds: Sequence[int]) -> tuple[Distractor, ...]:
    counts: Counter[str] = Counter(reply.answer for reply in replies)
    by_third: Counter[tuple[str, int]] = Counter(
        (reply.answer, third) for reply, third in zip(replies, thirds, strict=True)
    )
    example = {reply.answer: reply for reply in replies}
    return tuple(
        Distractor(
            answer=answer,
            correct=example[answer].correct,
            known_wrong=example[answer].known_wrong,
            count=count,
            lower=by_third[answer, 0],
            middle=by_third[answer, 1],
            upper=by_third[answer, 2],
            told=example[answer].told,
        )
        for answer, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )
