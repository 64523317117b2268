"""Values that the tests of the records put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.grading.result import ExerciseResult, Provenance, Result, Status
from autograder.records.values import Arrival
from autograder.text import Text

if TYPE_CHECKING:
    from autograder.records.store import Records

GRADER = "g" * 64
OTHER_GRADER = "h" * 64
ACTOR = "a teaching assistant"
SHA = {letter: letter * 64 for letter in "abcdef"}


def result(
    student: str,
    sha256: str,
    *,
    score: float | None = 1.0,
    status: Status = Status.GRADED,
    grader: str = GRADER,
    message: str = "",
) -> Result:
    exercises = (ExerciseResult("square", score, 1.0, ()),) if score is not None else ()
    return Result(
        student=student,
        assignment="tiny",
        status=status,
        score=score,
        max_score=3.0,
        exercises=exercises,
        message=Text.plain(message),
        cells=(),
        isolation="namespaces",
        seconds=0.1,
        provenance=Provenance(sha256, grader, "seed"),
    )


def received(records: Records, *sent: tuple[str, str]) -> list[int]:
    """The ids of submissions that just came in, as (student, letter of a hash) pairs."""
    arrivals = [Arrival(student, SHA[letter], f"{student}.ipynb") for student, letter in sent]
    ids = records.submissions.receive("tiny", arrivals, ACTOR).ids
    return [ids[each.student, each.sha256] for each in arrivals]
