"""The keys of a quiz's file that do not depend on the type of a question."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from autograder.course.checked import LocalText, Moment, Strict
from autograder.quiz.fields import (
    MAX_VALUES,
    Condition,
    Drawn,
    Duration,
    HintPart,
    Id,
    Number,
    Share,
    Word,
)
from autograder.quiz.questions.reading import CommonPart

MAX_QUESTIONS = 1_000
_When = Literal["answer", "attempt", "close", "never"]


class ShowPart(Strict):
    score: _When = "attempt"
    questions: _When = "attempt"
    explanation: _When = "close"


class PolicyPart(Strict):
    attempts: Annotated[int, Field(ge=1, le=100)] | Literal["unlimited"] = 1
    keep: Literal["best", "last", "mean"] = "best"
    penalty: Share = 0.0
    cool_down: Duration | None = None
    opens: Moment | None = None
    closes: Moment | None = None
    time_limit: Duration | None = None
    shuffle_questions: bool = False
    show: ShowPart = ShowPart()


class QuizPart(Strict):
    id: Id
    version: Annotated[str, Field(min_length=1, max_length=40)]
    title: LocalText
    description: LocalText | None = None
    policy: PolicyPart = PolicyPart()
    questions: Annotated[list[Any], Field(min_length=1, max_length=MAX_QUESTIONS)]


class DrawPart(Strict):
    """Where a parameter comes from: `from` and `to`, or `choose`."""

    from_: Annotated[float | None, Field(alias="from")] = None
    to: float | None = None
    step: Annotated[float, Field(gt=0)] = 1
    choose: Annotated[list[Drawn], Field(min_length=1, max_length=MAX_VALUES)] | None = None


class QuestionPart(CommonPart):
    """The keys of every question; those of its type come on top."""

    id: Id
    version: Annotated[str, Field(min_length=1, max_length=40)] = "1"
    prompt: LocalText
    points: Annotated[float, Field(gt=0, le=1_000)] = 1.0
    tags: list[Word] = []
    difficulty: Literal["easy", "medium", "hard"] | None = None
    hints: Annotated[list[HintPart], Field(max_length=20)] = []
    explanation: LocalText | None = None
    references: list[LocalText] = []
    parameters: Annotated[dict[str, DrawPart], Field(max_length=30)] = {}
    derived: Annotated[dict[str, Number], Field(max_length=50)] = {}
    constraints: Annotated[list[Condition], Field(max_length=50)] = []
    variants: Annotated[int, Field(ge=1, le=1_000)] | None = None
