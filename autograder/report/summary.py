"""What a class did on one assignment, counted: the numbers behind the class report."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from autograder.grading.result import Outcome, Result, Status, TestResult
from autograder.report.visible import outcome_of
from autograder.text import Text


@dataclass(frozen=True)
class ExerciseSummary:
    """One exercise over all graded submissions; `facility` is the share of points earned, 0..1."""

    id: str
    max_score: float
    facility: float
    right: int


@dataclass(frozen=True)
class MissedTest:
    """A hidden test that `missed` submissions did not pass, `share` of the graded ones.

    `finding` is what most of those were told, hint before message, and `found` how many.
    """

    exercise: str
    title: Text
    missed: int
    share: float
    finding: Text
    found: int


@dataclass(frozen=True)
class Recognised:
    """A hint and the number of submissions that were given it."""

    exercise: str
    hint: Text
    count: int


@dataclass(frozen=True)
class ClassSummary:
    """All counts of one assignment. Submissions without a score count in no average."""

    graded: tuple[Result, ...]
    """By score, the highest first, then by student."""
    ungraded: tuple[Result, ...]
    max_score: float
    exercises: tuple[ExerciseSummary, ...]
    missed: tuple[MissedTest, ...]
    """The most missed first."""
    recognised: tuple[Recognised, ...]
    """The most frequent first."""
    isolation: tuple[tuple[str, int], ...]
    seconds: float

    @property
    def scores(self) -> tuple[float, ...]:
        return tuple(score_of(result) for result in self.graded)

    @property
    def mean(self) -> float:
        """Raises statistics.StatisticsError if nobody has a score; so does `median`."""
        return statistics.fmean(self.scores)

    @property
    def median(self) -> float:
        return statistics.median(self.scores)

    @property
    def full_marks(self) -> int:
        return sum(outcome_of(score, self.max_score) is Outcome.PASSED for score in self.scores)


def summarise(results: Iterable[Result]) -> ClassSummary:
    """Counts `results`, at most one per student, all of one assignment."""
    everyone = sorted(results, key=lambda result: result.student)
    graded = [result for result in everyone if result.status is Status.GRADED]
    graded.sort(key=score_of, reverse=True)
    return ClassSummary(
        graded=tuple(graded),
        ungraded=tuple(r for r in everyone if r.status is not Status.GRADED),
        max_score=max((result.max_score for result in everyone), default=0.0),
        exercises=tuple(_exercises(graded)),
        missed=tuple(_missed(graded)),
        recognised=tuple(_recognised(graded)),
        isolation=tuple(Counter(result.isolation for result in everyone).most_common()),
        seconds=sum(result.seconds for result in everyone),
    )


def score_of(result: Result) -> float:
    """The score of a graded result, for sorting: a lost one sorts as zero."""
    return result.score or 0.0


def exercise_ids(results: Iterable[Result]) -> tuple[str, ...]:
    """Every exercise's id, in the order in which the results name them."""
    return tuple(dict.fromkeys(e.id for result in results for e in result.exercises))


def _exercises(graded: list[Result]) -> Iterable[ExerciseSummary]:
    for name in exercise_ids(graded):
        all_of_it = [e for result in graded for e in result.exercises if e.id == name]
        possible = sum(exercise.max_score for exercise in all_of_it)
        earned = sum(exercise.score for exercise in all_of_it)
        outcomes = [outcome_of(e.score, e.max_score) for e in all_of_it]
        yield ExerciseSummary(
            id=name,
            max_score=max(exercise.max_score for exercise in all_of_it),
            facility=earned / possible if possible else 1.0,
            right=outcomes.count(Outcome.PASSED),
        )


def _missed(graded: list[Result]) -> list[MissedTest]:
    missed: dict[tuple[str, str], list[TestResult]] = defaultdict(list)
    for result in graded:
        for exercise in result.exercises:
            for test in exercise.tests:
                if test.outcome is not Outcome.PASSED:
                    missed[exercise.id, test.id].append(test)
    tests = []
    for (exercise_id, _), failures in missed.items():
        findings = Counter((test.hints or (test.message,))[0] for test in failures)
        finding, found = findings.most_common(1)[0]
        share = len(failures) / len(graded)
        title = failures[0].title
        tests.append(MissedTest(exercise_id, title, len(failures), share, finding, found))
    return sorted(tests, key=lambda test: -test.missed)


def _recognised(graded: list[Result]) -> list[Recognised]:
    counts = Counter(
        pair
        for result in graded
        for pair in {
            (exercise.id, hint)
            for exercise in result.exercises
            for test in exercise.tests
            for hint in test.hints
        }
    )
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0][0], str(item[0][1])))
    return [Recognised(exercise, hint, count) for (exercise, hint), count in ordered]
