"""What is still to be graded, as leased rows: each result is stored once, whoever dies on the way.

A job is taken by one statement's worth of transaction that counts the attempt and notes the owner
and the end of the lease. A result is stored only under the attempt that holds the lease; the same
transaction ends the job. So a result that comes too late changes nothing, and a kill at any moment
leaves a job either done with its result or free to be taken again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from autograder.grading.result import Document
from autograder.records import models
from autograder.records.audit import event
from autograder.records.chunks import chunks
from autograder.records.owner import is_dead, this_process
from autograder.records.results import FINAL, store
from autograder.records.values import LEASE_SECONDS, Job

_State = models.GradingJob.State


class Jobs:
    """The jobs of one course, for this process."""

    def __init__(self) -> None:
        self._owner = this_process()

    def queue(self, submissions: Sequence[int], grader: str) -> list[int]:
        """Those of the submissions that have no final result under `grader`, in their order. They
        wait to be graded from now on, unless a living batch has them in work.
        """
        with transaction.atomic():
            finished = self._finished(submissions, grader)
            left = [each for each in submissions if each not in finished]
            for chunk in chunks(left):
                models.GradingJob.objects.bulk_create(
                    [models.GradingJob(submission_id=each, grader=grader) for each in chunk],
                    ignore_conflicts=True,
                )
                self._of(chunk, grader).filter(state=_State.DONE).update(state=_State.WAITING)
        return left

    def _finished(self, submissions: Sequence[int], grader: str) -> set[int]:
        finished: set[int] = set()
        for chunk in chunks(submissions):
            finished.update(
                models.StoredResult.objects.filter(
                    submission__in=chunk, grader=grader, status__in=FINAL
                ).values_list("submission_id", flat=True)
            )
        return finished

    def free_the_dead(self) -> None:
        """Let go of what processes of this machine held when they died."""
        running = models.GradingJob.objects.filter(state=_State.RUNNING)
        for owner in running.values_list("owner", flat=True).distinct():
            if is_dead(owner):
                running.filter(owner=owner).update(state=_State.WAITING)

    def take(self, submissions: Sequence[int], grader: str) -> list[Job]:
        """Lease those of the submissions that nobody holds, for LEASE_SECONDS from now."""
        now = timezone.now()
        free = Q(state=_State.WAITING) | Q(state=_State.RUNNING, lease_until__lt=now)
        with transaction.atomic():
            rows = list(
                self._of(submissions, grader)
                .filter(free)
                .select_for_update(skip_locked=True, of=("self",))
                .select_related("submission")
                .order_by("id")
            )
            models.GradingJob.objects.filter(id__in=[row.pk for row in rows]).update(
                state=_State.RUNNING,
                attempt=F("attempt") + 1,
                owner=self._owner,
                lease_until=now + timedelta(seconds=LEASE_SECONDS),
            )
        return [
            Job(
                row.pk,
                row.attempt + 1,
                row.submission_id,
                row.submission.student,
                row.submission.sha256,
                grader,
            )
            for row in rows
        ]

    def renew(self) -> None:
        """Hold what this process holds for LEASE_SECONDS from now."""
        self._held().update(lease_until=timezone.now() + timedelta(seconds=LEASE_SECONDS))

    def give_back(self) -> None:
        """Let go of what this process holds, so that another batch need not wait."""
        self._held().update(state=_State.WAITING)

    def in_work(self, submissions: Sequence[int], grader: str) -> list[int]:
        """Those of the submissions that are still to be graded or being graded by anybody."""
        left: list[int] = []
        for chunk in chunks(submissions):
            left.extend(
                self._of(chunk, grader)
                .exclude(state=_State.DONE)
                .values_list("submission_id", flat=True)
            )
        return left

    def finish(self, finished: Sequence[tuple[Job, Document]], actor: str) -> int:
        """Store results and end their jobs, both or neither; how many. One whose lease was lost is
        left out: another process has the job now, or has ended it.
        """
        with transaction.atomic():
            held = set(
                self._held()
                .filter(id__in=[job.id for job, _ in finished])
                .select_for_update()
                .values_list("id", "attempt")
            )
            kept = [(job, result) for job, result in finished if (job.id, job.attempt) in held]
            ended = models.GradingJob.objects.filter(id__in=[job.id for job, _ in kept])
            ended.update(state=_State.DONE, lease_until=None)
            store({job.submission: result for job, result in kept})
            models.AuditEvent.objects.bulk_create(
                [_graded(job, result.fields, actor) for job, result in kept]
            )
        return len(kept)

    def _of(self, submissions: Sequence[int], grader: str) -> QuerySet[models.GradingJob]:
        return models.GradingJob.objects.filter(submission__in=submissions, grader=grader)

    def _held(self) -> QuerySet[models.GradingJob]:
        return models.GradingJob.objects.filter(state=_State.RUNNING, owner=self._owner)


def _graded(job: Job, result: Mapping[str, Any], actor: str) -> models.AuditEvent:
    return event(
        actor,
        "graded",
        f"{result['assignment']}/{result['student']}",
        submission=job.sha256,
        grader=result["provenance"]["grader"],
        status=result["status"],
        score=result["score"],
    )
