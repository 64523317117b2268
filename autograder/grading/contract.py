"""What a course's own known solutions must do when the course's hidden tests grade them.

A right one gets full marks; a mistake loses points in its exercise and in no other, and whoever
makes it reads its hint. What is broken is said in sentences for the course's author.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import shorten

from autograder.course.model import Overlay
from autograder.grading import messages
from autograder.grading.result import ExerciseResult, Outcome, Result, Status, TestResult
from autograder.text import Text

_MOST_TESTS = 3
"""So many hidden tests are quoted in one sentence; the rest are counted."""
_LONGEST_PRIVATE = 300
_ANYTHING = "anything"


def breaches(overlay: Overlay | None, result: Result, languages: Sequence[str]) -> list[str]:
    """What `result` shows against `overlay`; against the master notebook if that is None."""
    if result.status is not Status.GRADED:
        return [_not_graded(result, languages[0])]
    if overlay is None:
        return [*points_lost(result, languages[0])]
    notes = cells_stopped(result, languages[0])
    if not overlay.exercise:
        return [*notes, *points_lost(result, languages[0])]
    return [
        *notes,
        *points_misplaced(overlay, result, languages[0]),
        *hint_untold(overlay, result, languages),
    ]


def points_lost(result: Result, language: str) -> Iterator[str]:
    """Of a right solution, which must not lose any."""
    if tests := [test for exercise in result.exercises for test in _lost(exercise)]:
        lost = sum(test.max_score - test.score for test in tests)
        yield f"loses {lost:g} of {result.max_score:g} points; {_quoted(tests, language)}"


def points_misplaced(overlay: Overlay, result: Result, language: str) -> Iterator[str]:
    """Of a mistake: none lost in its own exercise, or some in another."""
    for exercise in result.exercises:
        tests = _lost(exercise)
        if exercise.id == overlay.exercise and not tests:
            yield f"loses no point in {exercise.id}: none of its hidden tests notices the mistake"
        if exercise.id != overlay.exercise and tests:
            quoted = _quoted(tests, language)
            yield f"loses points in {exercise.id} too, not in {overlay.exercise} alone; {quoted}"


def hint_untold(overlay: Overlay, result: Result, languages: Sequence[str]) -> Iterator[str]:
    """Of a mistake: the languages in which nobody who makes it reads its hint."""
    assert overlay.hint is not None
    failed = [test for exercise in result.exercises for test in _lost(exercise)]
    said = _is_said_by_the_platform(overlay, failed)
    if not failed or (said and not overlay.recognised):
        return
    told = [text for test in failed for text in (test.message, *test.hints)]
    missing = [
        language
        for language in languages
        if overlay.hint.in_language(language) not in {text.in_language(language) for text in told}
    ]
    if missing:
        reason = _why_untold(overlay, said=said)
        quoted = _quoted(failed, languages[0])
        yield f"its hint is not told ({', '.join(missing)}): {reason}; {quoted}"


def _why_untold(overlay: Overlay, *, said: bool) -> str:
    if not overlay.recognised:
        return "with `recognised: false` a check.that has to say it in the same words"
    if said:
        return "a message says it already, so write `recognised: false`"
    return (
        "no check of cases recognises it; let a check.that say it in the same words, and write"
        " `recognised: false`"
    )


def cells_stopped(result: Result, language: str) -> Iterator[str]:
    """A known solution's code runs to its end."""
    for note in result.cells:
        traceback = f"\n{note.traceback}" if note.traceback else ""
        yield f"{note.text.in_language(language)}{traceback}"


def _not_graded(result: Result, language: str) -> str:
    """A hidden test raised, or the platform failed."""
    raised = [
        f"{test.id} raised:\n{test.private.rstrip()}"
        for exercise in result.exercises
        for test in exercise.tests
        if test.outcome is Outcome.ERROR
    ]
    reason = (raised or [result.private or result.message.in_language(language)])[0]
    return f"could not be graded: {reason}"


def _lost(exercise: ExerciseResult) -> list[TestResult]:
    return [test for test in exercise.tests if test.score != test.max_score]


def _quoted(tests: Sequence[TestResult], language: str) -> str:
    """What the tests say: to the student, and in brackets what only staff may see."""
    said = [
        f"{test.id}: {test.message.in_language(language)}"
        + (f" [{shorten(test.private, _LONGEST_PRIVATE)}]" if test.private else "")
        for test in tests[:_MOST_TESTS]
    ]
    if len(tests) > _MOST_TESTS:
        said.append(f"and {len(tests) - _MOST_TESTS} tests more")
    return "\n    ".join(["the hidden tests say", *said])


def _is_said_by_the_platform(overlay: Overlay, failed: Sequence[TestResult]) -> bool:
    """Whether a message says by itself what the hint would."""
    function = overlay.exercise
    forms = (
        messages.changed(function, _ANYTHING),
        messages.depends_on_calls(function),
        messages.no_error(function, _ANYTHING, _ANYTHING),
    )
    return any(_has_form(test.message, form) for test in failed for form in forms)


def _has_form(text: Text, form: Text) -> bool:
    pattern = re.escape(form["en"]).replace(_ANYTHING, ".*")
    return re.fullmatch(pattern, text.in_language("en"), re.DOTALL) is not None
