"""What a quiz is, checked and frozen: the values that every other part of this room works with.

A share is a part of a question's points, from 0 to 1. Points, times and credits are never negative.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from autograder.quiz.expression import Value
from autograder.text import Text

Answer = Any
"""An answer as it travels: a JSON value, whose shape is the question type's (docs/quizzes.md)."""


class Keep(StrEnum):
    """Which of a student's attempts counts."""

    BEST = "best"
    LAST = "last"
    MEAN = "mean"


class When(StrEnum):
    """From when on something is shown to the student."""

    ANSWER = "answer"
    """As soon as the question is answered; the answer is final then."""
    ATTEMPT = "attempt"
    """When the attempt has ended."""
    CLOSE = "close"
    """When the quiz has closed for everybody."""
    NEVER = "never"


@dataclass(frozen=True)
class Show:
    """What is shown when."""

    score: When = When.ATTEMPT
    questions: When = When.ATTEMPT
    """Per question: its score and the feedback to the answer."""
    explanation: When = When.CLOSE
    """The right answer and the explanation."""


@dataclass(frozen=True)
class Policy:
    """The rules of taking a quiz."""

    attempts: int | None = 1
    """None: as many as one likes."""
    keep: Keep = Keep.BEST
    penalty: float = 0.0
    """The share that an attempt loses for every attempt before it."""
    cool_down: timedelta = timedelta(0)
    """From the end of one attempt to the start of the next."""
    opens: datetime | None = None
    closes: datetime | None = None
    time_limit: timedelta | None = None
    shuffle_questions: bool = False
    show: Show = Show()


@dataclass(frozen=True)
class Hint:
    """Help that a student may ask for. `cost` is the share that it takes."""

    text: Text
    cost: float = 0.0


@dataclass(frozen=True)
class KnownWrong:
    """A wrong answer that the author expects, and what to say to it."""

    id: str
    answer: Any
    """As the question type has parsed it."""
    feedback: Text | None = None
    credit: float | None = None
    """The share it is worth; None: what the type's own rule gives."""


@dataclass(frozen=True)
class Item:
    """A choice, a reason, or something to match or to order."""

    id: str
    text: Text
    pinned: bool = False
    """Keeps its place when the others are shuffled."""


@dataclass(frozen=True)
class ItemList:
    """Items that the student sees, in the order of the file."""

    items: tuple[Item, ...]
    shuffled: bool


@dataclass(frozen=True, eq=False)
class Question:
    """One question. Compared by identity, so that it can be the key of a cache."""

    id: str
    type: str
    """The name of its type in `autograder.quiz.questions.TYPES`."""
    prompt: Text
    payload: Any
    """What the type needs to judge an answer, parsed once."""
    points: float = 1.0
    version: str = "1"
    tags: tuple[str, ...] = ()
    """Learning objectives and lectures, as `name` or `group:name`."""
    difficulty: str = ""
    """easy, medium, hard or nothing."""
    hints: tuple[Hint, ...] = ()
    explanation: Text | None = None
    references: tuple[Text, ...] = ()
    """Where to read on: Markdown in one line, links too."""
    known_wrong: tuple[KnownWrong, ...] = ()
    lists: Mapping[str, ItemList] = field(default_factory=dict)
    """The lists shown with it: their names are the type's (see docs/quizzes.md)."""
    variants: tuple[Mapping[str, Value], ...] = ({},)
    """The parameters and derived values of each of its variants, all different."""
    line: int = 0
    """Where it begins in its file; 0 if it is not from a file."""


@dataclass(frozen=True, eq=False)
class Quiz:
    """One file of quizzes/, checked. The path is where it was read."""

    id: str
    version: str
    title: Text
    questions: tuple[Question, ...]
    policy: Policy = Policy()
    description: Text | None = None
    path: Path = Path()

    @property
    def points(self) -> float:
        return sum(question.points for question in self.questions)

    def question(self, id: str) -> Question:  # noqa: A002 (the field's own name)
        """The question with this id; raises KeyError."""
        for question in self.questions:
            if question.id == id:
                return question
        raise KeyError(id)


@dataclass(frozen=True)
class Variant:
    """What one student sees of a question in one attempt."""

    number: int = 0
    """Which of the question's variants; they count from 0."""
    values: Mapping[str, Value] = field(default_factory=dict)
    """The parameters drawn and the values derived from them."""
    orders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Lists that are shown shuffled: the name of the list -> ids in the order shown."""


@dataclass(frozen=True)
class Verdict:
    """What an answer is worth. `correct` is full marks by the key, not merely a high share."""

    share: float
    correct: bool
    feedback: tuple[Text, ...] = ()
    known_wrong: str | None = None
    """The id of the known wrong answer, or of the wrong choice, that it is."""
    error: Text | None = None
    """The answer cannot be read: what is wrong with how it is written, and what to write."""
