"""The page that a student gets: static HTML that works offline, from a `StudentFeedback` alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from autograder.grading.result import Outcome
from autograder.report.figure import Figure, figure
from autograder.report.markup import render
from autograder.report.plain import number, one_line
from autograder.report.strings import Catalogue, catalogue
from autograder.report.visible import ExerciseFeedback, StudentFeedback, TestFeedback

_MARKS = {Outcome.PASSED: "✓", Outcome.PARTIAL: "◐", Outcome.FAILED: "✗", Outcome.ERROR: "!"}


def feedback_page(
    feedback: StudentFeedback,
    *,
    course_title: str,
    assignment_title: str,
    student_name: str = "",
) -> str:
    """The whole page as a string. The same arguments give the same bytes; nothing is fetched.

    Titles are in the page's language already. `student_name` defaults to the student's id.
    """
    words = catalogue(feedback.language)
    return render(
        "feedback.html",
        words.language,
        {
            "t": words,
            "course": one_line(course_title),
            "title": one_line(assignment_title),
            "who": one_line(student_name) or feedback.student,
            "feedback": feedback,
            "score": None if feedback.score is None else number(feedback.score),
            "of_points": words.say("of_points", points=number(feedback.max_score)),
            "all_right": all(e.outcome is Outcome.PASSED for e in feedback.exercises),
            "max_score": number(feedback.max_score),
            "exercises": [
                _exercise(exercise, words, f"e{position}")
                for position, exercise in enumerate(feedback.exercises, 1)
            ],
            "cells": [(words.say("code_cell", cell=note.cell), note) for note in feedback.cells],
            "receipt": words.say("receipt", digits=feedback.receipt) if feedback.receipt else "",
        },
    )


@dataclass(frozen=True)
class _Badge:
    """An outcome as a mark, a word and a style; the mark is for the eye only."""

    mark: str
    word: str
    kind: str


@dataclass(frozen=True)
class _Test:
    badge: _Badge
    points: str
    feedback: TestFeedback
    figures: tuple[tuple[Figure, SafeString], ...]


@dataclass(frozen=True)
class _Exercise:
    anchor: str
    id: str
    badge: _Badge
    score: str
    max_score: str
    points: str
    tests: tuple[_Test, ...]


def _exercise(exercise: ExerciseFeedback, words: Catalogue, anchor: str) -> _Exercise:
    return _Exercise(
        anchor=anchor,
        id=exercise.id,
        badge=_badge("exercise", exercise.outcome, words),
        score=number(exercise.score),
        max_score=number(exercise.max_score),
        points=_points(exercise.score, exercise.max_score, words),
        tests=tuple(
            _Test(
                badge=_badge("test", test.outcome, words),
                points=_points(test.score, test.max_score, words),
                feedback=test,
                figures=tuple(_figures(test, words, f"{anchor}-{position}")),
            )
            for position, test in enumerate(exercise.tests, 1)
        ),
    )


def _figures(
    test: TestFeedback, words: Catalogue, anchor: str
) -> Iterator[tuple[Figure, SafeString]]:
    for position, departure in enumerate(test.departures, 1):
        drawn = figure(departure, words.language, f"{anchor}-{position}")
        yield drawn, mark_safe(drawn.svg)  # noqa: S308  made by ElementTree, which escapes


def _badge(what: str, outcome: Outcome, words: Catalogue) -> _Badge:
    return _Badge(_MARKS[outcome], words[f"{what}_{outcome.value}"], outcome.value)


def _points(score: float, max_score: float, words: Catalogue) -> str:
    if not max_score:
        return ""
    return words.say("points_of", score=number(score), points=number(max_score))
