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
from autograder.grading import contract
from autograder.grading.intake import Submission
from autograder.grading.result import Result, Status
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
    assert result.status is Status.GRADED, result.private
    assert list(contract.cells_stopped(result, "en")) == []
    return result


@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda assignment: assignment.id)
def test_the_master_notebook_itself_gets_full_marks(grade: Grade, assignment: Assignment) -> None:
    result = grade(assignment, "master", assignment.master.read_bytes())
    assert contract.breaches(None, result, COURSE.languages) == []
    assert result.score == assignment.points


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
    assert list(contract.points_lost(result, "en")) == []
    assert result.score == assignment.points


@pytest.mark.parametrize(("assignment", "overlay"), overlays("mistakes"))
def test_a_mistake_loses_points_in_its_exercise_and_in_no_other(
    grade: Grade, assignment: Assignment, overlay: Overlay
) -> None:
    result = of_overlay(grade, assignment, overlay)
    assert list(contract.points_misplaced(overlay, result, "en")) == []


@pytest.mark.parametrize(("assignment", "overlay"), overlays("mistakes"))
def test_whoever_makes_a_mistake_reads_its_hint(
    grade: Grade, assignment: Assignment, overlay: Overlay
) -> None:
    result = of_overlay(grade, assignment, overlay)
    assert list(contract.hint_untold(overlay, result, COURSE.languages)) == []
