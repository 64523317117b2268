"""The course's own known solutions, graded as submissions by the course's own hidden tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from autograder.box.box import Box
from autograder.course.loader import load_course
from autograder.course.model import Assignment, Overlay
from autograder.course.overlay import overlay_notebook
from autograder.grading.intake import Submission
from autograder.grading.result import ExerciseResult, Result, Status, TestResult
from autograder.grading.session import GradingSession

ROOT = Path(__file__).parents[2]
COURSE = load_course(ROOT)
ASSIGNMENTS = tuple(COURSE.assignments.values())

Grade = Callable[[Assignment, str, bytes], Result]


@pytest.fixture(scope="module")
def grade() -> Iterator[Grade]:
    """Grades a notebook; one box and one pytest session for each assignment, each notebook once."""
    with Box.start() as box:
        sessions: dict[str, GradingSession] = {}

        @cache
        def graded(assignment_id: str, name: str, data: bytes) -> Result:
            if assignment_id not in sessions:
                assignment = COURSE.assignments[assignment_id]
                sessions[assignment_id] = GradingSession(COURSE, assignment, box)
            return sessions[assignment_id].grade(Submission(name, f"{name}.ipynb", data))

        yield lambda assignment, name, data: graded(assignment.id, name, data)
        for session in sessions.values():
            session.close()


def overlays(kind: str) -> list[object]:
    return [
        pytest.param(assignment, overlay, id=f"{assignment.id}-{overlay.path.stem}")
        for assignment in ASSIGNMENTS
        for overlay in getattr(assignment, kind)
    ]


def of_overlay(grade: Grade, assignment: Assignment, overlay: Overlay) -> Result:
    result = grade(assignment, overlay.path.stem, overlay_notebook(assignment, overlay))
    assert result.status is Status.GRADED, faults(result)
    assert [note.text["en"] for note in result.cells] == []
    return result


def lost(exercise: ExerciseResult) -> list[TestResult]:
    return [test for test in exercise.tests if test.score != test.max_score]


def faults(result: Result) -> str:
    """What a failing test of ours shows: every hidden test that was not passed."""
    return result.private + "\n".join(
        f"{test.id}: {test.message.in_language('en')}\n{test.private}"
        for exercise in result.exercises
        for test in lost(exercise)
    )


def told(result: Result, language: str) -> list[str]:
    """The messages and the hints of all failed tests."""
    return [
        text.in_language(language)
        for exercise in result.exercises
        for test in lost(exercise)
        for text in (test.message, *test.hints)
    ]


def is_said_by_the_platform(exercise: str, text: str) -> bool:
    """Whether a message says by itself what a mistake's hint would."""
    own = (
        f"`{exercise}` changes its argument",
        f"`{exercise}` gives another result for the same inputs",
    )
    refused = f"`{exercise}` with " in text and "must raise ValueError" in text
    return refused or text.startswith(own)


@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda assignment: assignment.id)
def test_the_master_notebook_itself_gets_full_marks(grade: Grade, assignment: Assignment) -> None:
    result = grade(assignment, "master", assignment.master.read_bytes())
    assert result.score == assignment.points, faults(result)


@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda assignment: assignment.id)
def test_there_are_enough_known_solutions(assignment: Assignment) -> None:
    assert len(assignment.right) >= 8
    assert len(assignment.mistakes) >= 12
    written = {overlay.exercise for overlay in assignment.mistakes}
    assert written == {exercise.id for exercise in assignment.exercises}


@pytest.mark.parametrize(("assignment", "overlay"), overlays("right"))
def test_a_right_solution_gets_full_marks(
    grade: Grade, assignment: Assignment, overlay: Overlay
) -> None:
    result = of_overlay(grade, assignment, overlay)
    assert result.score == assignment.points, faults(result)


@pytest.mark.parametrize(("assignment", "overlay"), overlays("mistakes"))
def test_a_mistake_loses_points_in_its_exercise_and_in_no_other(
    grade: Grade, assignment: Assignment, overlay: Overlay
) -> None:
    result = of_overlay(grade, assignment, overlay)
    wrong = [exercise.id for exercise in result.exercises if lost(exercise)]
    assert wrong == [overlay.exercise], faults(result)


@pytest.mark.parametrize(("assignment", "overlay"), overlays("mistakes"))
def test_whoever_makes_a_mistake_reads_its_hint(
    grade: Grade, assignment: Assignment, overlay: Overlay
) -> None:
    assert overlay.hint is not None
    result = of_overlay(grade, assignment, overlay)
    for language in COURSE.languages:
        texts = told(result, language)
        assert overlay.hint.in_language(language) in texts or (
            not overlay.recognised
            and any(is_said_by_the_platform(overlay.exercise, text) for text in told(result, "en"))
        ), "\n".join(texts)
