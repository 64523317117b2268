"""A submission is graded once, whoever dies on the way."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from autograder.grading.result import Document, Status
from autograder.records import connect
from tests.records.samples import ACTOR, GRADER, SHA, received, result

if TYPE_CHECKING:
    from autograder.records.store import Records

HERE = Path("/")

TAKE_AND_WAIT = """
import sys
from pathlib import Path
from autograder.records import connect
with connect(sys.argv[1], Path("/")) as records:
    jobs = records.jobs.take([int(id) for id in sys.argv[3:]], sys.argv[2])
    print(len(jobs), flush=True)
    sys.stdin.read()
"""


def another_batch(url: str, submissions: list[int]) -> tuple[subprocess.Popen[str], int]:
    """A process that holds whatever it could take of the submissions, and how many those are."""
    process = subprocess.Popen(
        [sys.executable, "-c", TAKE_AND_WAIT, url, GRADER, *map(str, submissions)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    return process, int(process.stdout.readline())


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def expire(records: Records) -> None:
    from django.utils import timezone

    from autograder.records import models

    models.GradingJob.objects.update(lease_until=timezone.now() - timedelta(seconds=1))


def test_a_leased_job_is_not_given_to_anybody_else(url: str) -> None:
    with connect(url, HERE) as records:
        ids = received(records, ("s001", "a"), ("s002", "b"))
        records.jobs.queue(ids, GRADER)
        assert len(records.jobs.take(ids[:1], GRADER)) == 1
        process, held = another_batch(url, ids)
        assert held == 1
        assert records.jobs.take(ids, GRADER) == []
        end(process)


def test_what_a_killed_process_held_is_free_at_once(url: str) -> None:
    with connect(url, HERE) as records:
        ids = received(records, ("s001", "a"), ("s002", "b"))
        records.jobs.queue(ids, GRADER)
        process, held = another_batch(url, ids)
        assert held == 2
        records.jobs.free_the_dead()
        assert records.jobs.take(ids, GRADER) == []
        process.kill()  # not waited for: a zombie is dead as well
        while process.poll() is None:
            pass
        records.jobs.free_the_dead()
        assert len(records.jobs.take(ids, GRADER)) == 2
        end(process)


def test_a_result_that_comes_after_the_lease_changes_nothing(url: str) -> None:
    with connect(url, HERE) as records:
        ids = received(records, ("s001", "a"))
        records.jobs.queue(ids, GRADER)
        (late,) = records.jobs.take(ids, GRADER)
        expire(records)
        (job,) = records.jobs.take(ids, GRADER)
        assert job.attempt == late.attempt + 1
        assert not records.jobs.finish(
            [(late, Document.of(result("s001", SHA["a"], score=0.0)))], ACTOR
        )
        assert records.jobs.finish([(job, Document.of(result("s001", SHA["a"], score=1.0)))], ACTOR)
        assert not records.jobs.finish(
            [(late, Document.of(result("s001", SHA["a"], score=0.0)))], ACTOR
        )
        (standing,) = records.submissions.standings("tiny", GRADER)
        assert standing.score == 1.0
        assert [event.action for event in records.audit.events()] == ["received", "graded"]


def test_of_several_results_only_those_with_a_lease_are_stored(url: str) -> None:
    with connect(url, HERE) as records:
        ids = received(records, ("s001", "a"), ("s002", "b"), ("s003", "c"))
        records.jobs.queue(ids, GRADER)
        late, *kept = records.jobs.take(ids, GRADER)
        expire(records)
        assert len(records.jobs.take(ids[:1], GRADER)) == 1
        scores = {"s001": 0.0, "s002": 2.0, "s003": 3.0}
        finished = [
            (job, Document.of(result(job.student, job.sha256, score=scores[job.student])))
            for job in (late, *kept)
        ]
        assert records.jobs.finish(finished, ACTOR) == 2
        stored = {
            each.student: each.score for each in records.submissions.standings("tiny", GRADER)
        }
        assert stored == {"s001": None, "s002": 2.0, "s003": 3.0}
        graded = [event.subject for event in records.audit.events() if event.action == "graded"]
        assert graded == ["tiny/s002", "tiny/s003"]


def test_a_renewed_lease_does_not_end(url: str) -> None:
    with connect(url, HERE) as records:
        ids = received(records, ("s001", "a"))
        records.jobs.queue(ids, GRADER)
        (job,) = records.jobs.take(ids, GRADER)
        expire(records)
        records.jobs.renew()
        assert records.jobs.take(ids, GRADER) == []
        assert records.jobs.finish([(job, Document.of(result("s001", SHA["a"])))], ACTOR)


def test_what_is_given_back_is_free(url: str) -> None:
    with connect(url, HERE) as records:
        ids = received(records, ("s001", "a"))
        records.jobs.queue(ids, GRADER)
        records.jobs.take(ids, GRADER)
        records.jobs.give_back()
        assert records.jobs.in_work(ids, GRADER) == ids
        assert len(records.jobs.take(ids, GRADER)) == 1


@pytest.mark.parametrize(
    ("status", "again"),
    [
        (Status.GRADED, False),
        (Status.UNREADABLE, False),
        (Status.COURSE_ERROR, True),
        (Status.PLATFORM_ERROR, True),
    ],
)
def test_only_a_result_without_a_verdict_is_made_again(
    url: str, status: Status, again: bool
) -> None:
    with connect(url, HERE) as records:
        ids = received(records, ("s001", "a"))
        assert records.jobs.queue(ids, GRADER) == ids
        (job,) = records.jobs.take(ids, GRADER)
        score = 1.0 if status is Status.GRADED else None
        records.jobs.finish(
            [(job, Document.of(result("s001", SHA["a"], score=score, status=status)))], ACTOR
        )
        assert records.jobs.queue(ids, GRADER) == (ids if again else [])
        assert len(records.jobs.take(ids, GRADER)) == again


def test_other_graders_grade_again_and_the_first_result_is_kept(url: str) -> None:
    with connect(url, HERE) as records:
        ids = received(records, ("s001", "a"))
        records.jobs.queue(ids, GRADER)
        (job,) = records.jobs.take(ids, GRADER)
        records.jobs.finish([(job, Document.of(result("s001", SHA["a"])))], ACTOR)
        assert records.jobs.queue(ids, "n" * 64) == ids
        assert records.jobs.queue(ids, GRADER) == []
