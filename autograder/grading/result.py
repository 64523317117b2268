"""The one documented result of grading one submission; every view is a function of it.

The JSON form is described in docs/result.md and docs/result.schema.json. `private` holds what only
the course's staff may see; `autograder.report.visible` is the one place that decides what a
student sees.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from autograder.text import Text

SCHEMA = "autograder-result/1"


class Status(StrEnum):
    """What became of a submission."""

    GRADED = "graded"
    """Every test ran; the score counts, zero included."""
    UNREADABLE = "unreadable"
    """The bytes are no notebook. No score; the student is told what to send."""
    REFUSED = "refused"
    """A limit or a rule of the intake (size, symlink, ...). No score; the student is told why."""
    COURSE_ERROR = "course_error"
    """A hidden grader failed by its own fault. No score until it is mended."""
    PLATFORM_ERROR = "platform_error"
    """Our fault or the machine's. No score; the next run grades it again."""


class Outcome(StrEnum):
    """What became of one hidden test."""

    PASSED = "passed"
    PARTIAL = "partial"
    FAILED = "failed"
    ERROR = "error"
    """The test itself is at fault."""


@dataclass(frozen=True)
class Departure:
    """Where one array departs from what must hold, as rounded logarithms of relative errors.

    `log10_error` has the shape of `axes`: one list for one axis, a list of rows for two. An entry
    is log10(|got - want| / largest |want|), rounded to 0.5 so that no value can be worked out from
    it, -16.0 where nothing departs, None where the student's entry is not finite.
    """

    name: str
    axes: tuple[str, ...]
    log10_error: tuple[Any, ...]
    tolerance: float
    """log10 of the largest relative error that counts as right."""
    case: str
    """The shapes of the inputs, such as "X (5, 3), y (5,)"."""


@dataclass(frozen=True)
class TestResult:
    """One hidden test of one exercise."""

    __test__ = False

    id: str
    title: Text
    """What was checked, in words."""
    outcome: Outcome
    score: float
    max_score: float
    message: Text
    """What came out against what was expected to hold; empty if the test passed."""
    hints: tuple[Text, ...] = ()
    """The known mistake that the function behaves like, and where to look first."""
    traceback: str = ""
    """The student's own traceback, lines of their cells only."""
    departures: tuple[Departure, ...] = ()
    private: str = ""
    """For staff only: expected values, inputs, our traceback."""


@dataclass(frozen=True)
class ExerciseResult:
    """One exercise: the sum of its tests."""

    id: str
    score: float
    max_score: float
    tests: tuple[TestResult, ...]


@dataclass(frozen=True)
class CellNote:
    """Something that the student should know about one of their code cells (counted from 1)."""

    cell: int
    text: Text
    traceback: str = ""


@dataclass(frozen=True)
class Provenance:
    """What the result is a result of. The same hashes give the same score."""

    submission: str
    """SHA-256 of the bytes received."""
    grader: str
    """SHA-256 over hidden tests, reference, known mistakes, seed and the platform's own version."""
    seed: str
    versions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """One submission, graded or refused. `score` is None unless `status` is graded."""

    student: str
    assignment: str
    status: Status
    score: float | None
    max_score: float
    exercises: tuple[ExerciseResult, ...]
    message: Text
    """Why there is no score, or why people gave another; empty for a submission graded as usual."""
    cells: tuple[CellNote, ...]
    isolation: str
    seconds: float
    provenance: Provenance
    private: str = ""


@dataclass(frozen=True)
class Document:
    """A result as it is handed on and kept: its JSON as text, in ASCII, and read."""

    text: str
    fields: Mapping[str, Any]

    @classmethod
    def of(cls, result: Result) -> Document:
        """What becomes of a result that is at hand."""
        return cls.made(to_json(result))

    @classmethod
    def made(cls, fields: Mapping[str, Any]) -> Document:
        """From what `to_json` gives."""
        # ASCII: a student's lone surrogates and zero bytes stay escapes, which everything takes.
        return cls(json.dumps(fields, ensure_ascii=True), fields)

    @classmethod
    def read(cls, text: str) -> Document:
        """From the text of another."""
        return cls(text, json.loads(text))

    @property
    def result(self) -> Result:
        """Made anew each time, which costs more than what most of it is asked for is worth."""
        return from_json(self.fields)


def to_json(result: Result) -> dict[str, Any]:
    """The documented JSON form. Plain strings are English; `translations` holds the rest."""
    return {
        "schema": SCHEMA,
        "student": result.student,
        "assignment": result.assignment,
        "status": result.status.value,
        "score": result.score,
        "max_score": result.max_score,
        "exercises": [_exercise_to_json(exercise) for exercise in result.exercises],
        **_text_fields(message=result.message),
        "cells": [
            {"cell": note.cell, **_text_fields(text=note.text), "traceback": note.traceback}
            for note in result.cells
        ],
        "isolation": result.isolation,
        "seconds": round(result.seconds, 4),
        "provenance": {
            "submission": result.provenance.submission,
            "grader": result.provenance.grader,
            "seed": result.provenance.seed,
            "versions": dict(result.provenance.versions),
        },
        "private": result.private,
    }


def from_json(document: Mapping[str, Any]) -> Result:
    """The inverse of :func:`to_json`; raises ValueError if it is another schema's document."""
    if document.get("schema") != SCHEMA:
        raise ValueError(f"expected a document of schema {SCHEMA}, got {document.get('schema')!r}")
    provenance = document["provenance"]
    return Result(
        student=document["student"],
        assignment=document["assignment"],
        status=Status(document["status"]),
        score=document["score"],
        max_score=document["max_score"],
        exercises=tuple(_exercise_from_json(exercise) for exercise in document["exercises"]),
        message=_text(document, "message"),
        cells=tuple(
            CellNote(note["cell"], _text(note, "text"), note["traceback"])
            for note in document["cells"]
        ),
        isolation=document["isolation"],
        seconds=document["seconds"],
        provenance=Provenance(
            provenance["submission"],
            provenance["grader"],
            provenance["seed"],
            dict(provenance["versions"]),
        ),
        private=document["private"],
    )


def _exercise_to_json(exercise: ExerciseResult) -> dict[str, Any]:
    return {
        "id": exercise.id,
        "score": exercise.score,
        "max_score": exercise.max_score,
        "tests": [_test_to_json(test) for test in exercise.tests],
    }


def _exercise_from_json(document: Mapping[str, Any]) -> ExerciseResult:
    return ExerciseResult(
        document["id"],
        document["score"],
        document["max_score"],
        tuple(_test_from_json(test) for test in document["tests"]),
    )


def _test_to_json(test: TestResult) -> dict[str, Any]:
    return {
        "id": test.id,
        **_text_fields(title=test.title, message=test.message),
        "outcome": test.outcome.value,
        "score": test.score,
        "max_score": test.max_score,
        "hints": [_text_fields(text=hint) for hint in test.hints],
        "traceback": test.traceback,
        "departures": [
            {
                "name": departure.name,
                "axes": list(departure.axes),
                "log10_error": _listed(departure.log10_error),
                "tolerance": departure.tolerance,
                "case": departure.case,
            }
            for departure in test.departures
        ],
        "private": test.private,
    }


def _test_from_json(document: Mapping[str, Any]) -> TestResult:
    return TestResult(
        id=document["id"],
        title=_text(document, "title"),
        outcome=Outcome(document["outcome"]),
        score=document["score"],
        max_score=document["max_score"],
        message=_text(document, "message"),
        hints=tuple(_text(hint, "text") for hint in document["hints"]),
        traceback=document["traceback"],
        departures=tuple(
            Departure(
                departure["name"],
                tuple(departure["axes"]),
                _frozen(departure["log10_error"]),
                departure["tolerance"],
                departure["case"],
            )
            for departure in document["departures"]
        ),
        private=document["private"],
    )


def _text_fields(**texts: Text) -> dict[str, Any]:
    """Each text in its first language, and all of its languages below `translations`."""
    translations = {name: dict(text) for name, text in texts.items() if "" not in text}
    return {
        **{name: text.in_language("en") for name, text in texts.items()},
        **({"translations": translations} if translations else {}),
    }


def _text(document: Mapping[str, Any], name: str) -> Text:
    translations = document.get("translations", {})
    return Text.from_json(translations.get(name, document[name]))


def _listed(value: Any) -> Any:
    return [_listed(item) for item in value] if isinstance(value, tuple) else value


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
