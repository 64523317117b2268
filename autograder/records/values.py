"""What goes into the records and comes out of them: frozen values, no querysets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

LEASE_SECONDS = 300.0
"""How long a job is held without a sign of life. Far longer than one submission can take: it
matters only where the owner's death cannot be seen, on another machine."""


@dataclass(frozen=True)
class Arrival:
    """One submission as it was read: who sent it, which bytes, where they were found."""

    student: str
    sha256: str
    source: str


@dataclass(frozen=True)
class Job:
    """A submission that this process may grade as long as it holds the lease on it."""

    id: int
    attempt: int
    submission: int
    student: str
    sha256: str
    grader: str


@dataclass(frozen=True)
class Standing:
    """A student's submission that counts now, with its newest result, if there is one.

    `status` is a result's, or "waiting" or "running" while there is no result.
    """

    submission: int
    student: str
    sha256: str
    source: str
    received_at: datetime
    status: str
    result: int | None = None
    """For `Results.load`."""
    grader: str = ""
    score: float | None = None
    max_score: float = 0.0
    exercises: tuple[tuple[str, float, float], ...] = ()
    """(id, score, max_score) of each, in the assignment's order."""


@dataclass(frozen=True)
class Override:
    """Points that a person gave; `exercise` is empty for the whole assignment."""

    student: str
    exercise: str
    points: float | None
    """None: an earlier override was withdrawn."""
    reason: str
    by: str
    at: datetime
    submission: str


@dataclass(frozen=True)
class Event:
    """One line of the audit trail."""

    at: datetime
    actor: str
    action: str
    subject: str
    detail: Mapping[str, object]


@dataclass(frozen=True)
class QuizAttempt:
    """An attempt as it began; `drawn` is JSON for whoever began it."""

    id: int
    version: str
    student: str
    number: int
    started_at: datetime
    deadline: datetime | None
    drawn: str


@dataclass(frozen=True)
class QuizEntry:
    """One line of an attempt. `kind` is shown, answer, hint or end; `answer` is a JSON value."""

    attempt: int
    kind: str
    question: str
    answer: object
    at: datetime


@dataclass(frozen=True)
class QuizScore:
    """What an attempt is worth by the quiz whose file has the digest `key`."""

    attempt: int
    key: str
    score: float
    max_score: float
    document: str
    """JSON of the whole result."""
