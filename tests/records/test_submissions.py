"""Which submission of a student counts, and with which result."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.course.model import Person
from autograder.grading.result import Document, Status
from autograder.records import connect
from tests.records.samples import ACTOR, GRADER, OTHER_GRADER, SHA, received, result

if TYPE_CHECKING:
    from autograder.records.store import Records

HERE = Path("/")


def graded(records: Records, submission: int, **how: object) -> None:
    grader = how.get("grader", GRADER)
    records.jobs.queue([submission], grader)
    (job,) = records.jobs.take([submission], grader)
    assert records.jobs.finish([(job, Document.of(result(job.student, job.sha256, **how)))], ACTOR)


def current(records: Records) -> dict[str, str]:
    return {each.student: each.sha256[0] for each in records.submissions.standings("tiny", GRADER)}


def test_the_same_bytes_are_one_submission_however_often_they_come(url: str) -> None:
    with connect(url, HERE) as records:
        first = received(records, ("s001", "a"), ("s002", "a"))
        assert received(records, ("s001", "a"), ("s002", "a")) == first
        assert len(records.audit.events()) == 2


def test_the_latest_to_arrive_counts_even_if_it_came_before(url: str) -> None:
    with connect(url, HERE) as records:
        received(records, ("s001", "a"))
        received(records, ("s001", "b"))
        assert current(records) == {"s001": "b"}
        received(records, ("s001", "a"))
        assert current(records) == {"s001": "a"}


def test_order_does_not_depend_on_the_clock(url: str, monkeypatch: object) -> None:
    import django.utils.timezone as clock

    with connect(url, HERE) as records:
        received(records, ("s001", "a"))
        yesterday = clock.now() - clock.timedelta(days=1)
        monkeypatch.setattr(clock, "now", lambda: yesterday)  # type: ignore[attr-defined]
        received(records, ("s001", "b"))
        assert current(records) == {"s001": "b"}


def test_the_result_of_the_present_graders_is_preferred(url: str) -> None:
    with connect(url, HERE) as records:
        (submission,) = received(records, ("s001", "a"))
        graded(records, submission, score=1.0)
        graded(records, submission, score=0.5, grader=OTHER_GRADER)
        (now,) = records.submissions.standings("tiny", GRADER)
        (then,) = records.submissions.standings("tiny", OTHER_GRADER)
        (later,) = records.submissions.standings("tiny", "x" * 64)
        assert (now.score, then.score, later.score) == (1.0, 0.5, 0.5)
        assert later.grader == OTHER_GRADER


def test_the_points_of_the_exercises_keep_their_order(url: str) -> None:
    from dataclasses import replace

    from autograder.grading.result import ExerciseResult

    names = ["zeta", "alpha", "mid", "b"]
    exercises = tuple(ExerciseResult(name, 1.0, 2.0, ()) for name in names)
    with connect(url, HERE) as records:
        (submission,) = received(records, ("s001", "a"))
        records.jobs.queue([submission], GRADER)
        (job,) = records.jobs.take([submission], GRADER)
        records.jobs.finish(
            [(job, Document.of(replace(result("s001", SHA["a"]), exercises=exercises)))], ACTOR
        )
        (standing,) = records.submissions.standings("tiny", GRADER)
        assert [name for name, _, _ in standing.exercises] == names


def test_a_stored_result_comes_back_equal_whatever_the_student_wrote(url: str) -> None:
    odd = "\ud800 \x00 \u202e 한글 <script>"
    with connect(url, HERE) as records:
        (submission,) = received(records, ("s001", "a"))
        refused = result("s001", SHA["a"], score=None, status=Status.REFUSED, message=odd)
        records.results.refuse({submission: refused}, ACTOR)
        (standing,) = records.submissions.standings("tiny", GRADER)
        assert list(records.results.load([standing.result])) == [(standing.result, refused)]


def test_a_refusal_is_written_again_only_if_it_says_something_else(url: str) -> None:
    with connect(url, HERE) as records:
        (submission,) = received(records, ("s001", "a"))
        for message in ("too large", "too large", "no notebook"):
            refused = result("s001", SHA["a"], score=None, status=Status.REFUSED, message=message)
            records.results.refuse({submission: refused}, ACTOR)
        said = [e.detail["message"] for e in records.audit.events() if e.action == "refused"]
        assert said == ["too large", "no notebook"]


def test_people_follow_the_roster_and_nobody_is_deleted(url: str) -> None:
    with connect(url, HERE) as records:
        records.people.follow([Person("s001", "홍길동", "1조"), Person("s002", "Ada", "")])
        records.people.follow([Person("s001", "홍길동", "2조", language="ko")])
        from autograder.records import models

        rows = models.Person.objects.order_by("student").select_related("team")
        assert [(row.student, row.team and row.team.name, row.enrolled) for row in rows] == [
            ("s001", "2조", True),
            ("s002", None, False),
        ]
