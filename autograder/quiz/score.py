"""One attempt scored: a pure function of the quiz, the answers, the variants and the hints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from autograder.quiz.model import Answer, Question, Quiz, Variant, Verdict
from autograder.quiz.questions import judge
from autograder.quiz.variant import plain_variant
from autograder.text import Text

SCHEMA = "autograder-quiz-attempt/1"
_DIGITS = 6
"""Scores are rounded to so many decimals, so that a third and two thirds add up to one."""


@dataclass(frozen=True)
class QuestionResult:
    """What came of one question in one attempt."""

    question: str
    version: str
    variant: int
    score: float
    max_score: float
    verdict: Verdict | None
    """None: it was not answered."""
    hints: int = 0
    """How many hints were taken; the score is without their cost."""


@dataclass(frozen=True)
class AttemptResult:
    """What came of one attempt, before any penalty of the policy. Questions as in the quiz."""

    quiz: str
    version: str
    questions: tuple[QuestionResult, ...]

    @property
    def score(self) -> float:
        return round(sum(result.score for result in self.questions), _DIGITS)

    @property
    def max_score(self) -> float:
        return round(sum(result.max_score for result in self.questions), _DIGITS)


@dataclass(frozen=True)
class Change:
    """One question that another key, or another quiz file, scores otherwise."""

    question: str
    before: float | None
    """None: the question was not there."""
    after: float | None


def score_attempt(
    quiz: Quiz,
    answers: Mapping[str, Answer],
    variants: Mapping[str, Variant],
    hints: Mapping[str, int] | None = None,
) -> AttemptResult:
    """The result of the answers, which are given by the questions' ids, as variants and hints are.

    A question without a variant is taken in its first. None and the empty text are no answer.
    Raises CourseError if the output of a snippet was not computed.
    """
    taken = hints or {}
    return AttemptResult(
        quiz=quiz.id,
        version=quiz.version,
        questions=tuple(
            score_question(
                question,
                variants.get(question.id) or plain_variant(question),
                answers.get(question.id),
                taken.get(question.id, 0),
            )
            for question in quiz.questions
        ),
    )


def score_question(
    question: Question, variant: Variant, answer: Answer, hints: int = 0
) -> QuestionResult:
    """One answer scored; each hint takes its cost off, down to nothing."""
    verdict = None if answer is None or answer == "" else judge(question, variant, answer)
    cost = sum(hint.cost for hint in question.hints[:hints])
    share = max(0.0, verdict.share - cost) if verdict is not None else 0.0
    return QuestionResult(
        question=question.id,
        version=question.version,
        variant=variant.number,
        score=round(share * question.points, _DIGITS),
        max_score=question.points,
        verdict=verdict,
        hints=min(hints, len(question.hints)),
    )


def changes(before: AttemptResult, after: AttemptResult) -> tuple[Change, ...]:
    """The questions whose scores differ, for a look before a regrade is stored."""
    old = {result.question: result.score for result in before.questions}
    new = {result.question: result.score for result in after.questions}
    return tuple(
        Change(name, old.get(name), new.get(name))
        for name in dict.fromkeys([*old, *new])
        if old.get(name) != new.get(name)
    )


def to_json(result: AttemptResult) -> dict[str, Any]:
    """The documented JSON form, for records and files."""
    return {
        "schema": SCHEMA,
        "quiz": result.quiz,
        "version": result.version,
        "score": result.score,
        "max_score": result.max_score,
        "questions": [
            {
                "question": entry.question,
                "version": entry.version,
                "variant": entry.variant,
                "score": entry.score,
                "max_score": entry.max_score,
                "hints": entry.hints,
                "verdict": None if entry.verdict is None else _verdict_json(entry.verdict),
            }
            for entry in result.questions
        ],
    }


def from_json(data: Mapping[str, Any]) -> AttemptResult:
    """The inverse of :func:`to_json`; raises KeyError, TypeError or ValueError for what is none."""
    if data["schema"] != SCHEMA:
        raise ValueError(f"not the result of an attempt: {data['schema']!r}")
    return AttemptResult(
        quiz=data["quiz"],
        version=data["version"],
        questions=tuple(
            QuestionResult(
                question=entry["question"],
                version=entry["version"],
                variant=entry["variant"],
                score=entry["score"],
                max_score=entry["max_score"],
                verdict=None if entry["verdict"] is None else _verdict(entry["verdict"]),
                hints=entry["hints"],
            )
            for entry in data["questions"]
        ),
    )


def _verdict_json(verdict: Verdict) -> dict[str, Any]:
    return {
        "share": verdict.share,
        "correct": verdict.correct,
        "feedback": [text.to_json() for text in verdict.feedback],
        "known_wrong": verdict.known_wrong,
        "error": None if verdict.error is None else verdict.error.to_json(),
    }


def _verdict(data: Mapping[str, Any]) -> Verdict:
    return Verdict(
        share=data["share"],
        correct=data["correct"],
        feedback=tuple(Text.from_json(text) for text in data["feedback"]),
        known_wrong=data["known_wrong"],
        error=None if data["error"] is None else Text.from_json(data["error"]),
    )
