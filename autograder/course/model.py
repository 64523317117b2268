"""What a course is, checked and frozen: the values that every other part works with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from autograder.errors import Problem
from autograder.text import Text


@dataclass(frozen=True)
class Exercise:
    """One function that the student writes; `id` is its name and its grade cell's grade_id."""

    id: str
    points: float


@dataclass(frozen=True)
class Limits:
    """What one submission may use. Times of calls follow from the reference's own (see `box`)."""

    setup_seconds: float | None = None
    """CPU time for running all the notebook's cells, the calls of the graders not included. None:
    it follows from the master's own (see `grading.budget`).
    """
    memory_mb: int = 1024
    notebook_mb: int = 20


@dataclass(frozen=True)
class Overlay:
    """A right or a known wrong solution: functions that replace the reference's own."""

    path: Path
    source: str
    description: str
    exercise: str = ""
    """For a known mistake: the exercise that it must lose points in, and no other."""
    hint: Text | None = None
    """For a known mistake: what a student who made it is told."""
    recognised: bool = True
    """Whether the hint follows from equal behaviour; if not, a hidden test's message says it."""


@dataclass(frozen=True)
class Assignment:
    """One released notebook with its master, hidden graders and known solutions."""

    id: str
    title: Text
    exercises: tuple[Exercise, ...]
    master: Path
    solution_source: str
    """The master's own code: its import cells and its solution cells, in order."""
    graders: Path
    """The folder of hidden test_*.py files."""
    right: tuple[Overlay, ...]
    mistakes: tuple[Overlay, ...]
    limits: Limits
    due: datetime | None = None
    files: tuple[str, ...] = ()
    """Names of files beside the master that go out with it."""

    @property
    def points(self) -> float:
        return sum(exercise.points for exercise in self.exercises)


@dataclass(frozen=True)
class Person:
    """One line of the roster. `id` is what folders and files are named by."""

    id: str
    name: str
    team: str
    email: str = ""
    language: str = ""
    """The language of this person's feedback; the course's first if empty."""


@dataclass(frozen=True)
class Course:
    """A course as course.yaml describes it. Paths are absolute."""

    root: Path
    id: str
    title: Text
    languages: tuple[str, ...]
    seed: str
    """Hidden inputs are drawn from it; whoever knows it knows them."""
    assignments: Mapping[str, Assignment]
    people: Mapping[str, Person]
    release: Path
    """Where released notebooks go: assignments/."""
    database: str
    """A database URL, such as sqlite:///.autograder/records.sqlite3."""
    state: Path
    """Where received bytes and feedback are kept: .autograder/."""
    warnings: tuple[Problem, ...] = ()
    """What is doubtful in the course's files, but may be meant."""
