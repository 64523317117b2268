"""What arrived, and how each student stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from autograder.records import models
from autograder.records.audit import event
from autograder.records.storable import storable
from autograder.records.values import Arrival, Standing


@dataclass(frozen=True)
class Received:
    """What `Submissions.receive` made of the arrivals."""

    ids: Mapping[tuple[str, str], int]
    """(student, sha256) to the submission's id."""
    new: frozenset[tuple[str, str]]
    """The (student, sha256) that had never been sent before."""


class Submissions:
    """Submissions of one course."""

    def receive(self, assignment: str, arrivals: Sequence[Arrival], actor: str) -> Received:
        """Note what arrived. Bytes that came before stay the row they are; an older version that
        is sent once more becomes the student's current one again.
        """
        with transaction.atomic():
            models.Assignment.objects.get_or_create(id=assignment)
            known = {
                (row.student, row.sha256): row
                for row in models.Submission.objects.filter(assignment_id=assignment)
            }
            newest: dict[str, int] = {}
            for row in known.values():
                newest[row.student] = max(newest.get(row.student, 0), row.arrival)
            arrival = 1 + max(newest.values(), default=0)
            fresh = {
                (each.student, each.sha256): each
                for each in arrivals
                if (each.student, each.sha256) not in known
            }
            again = [
                known[each.student, each.sha256]
                for each in arrivals
                if (each.student, each.sha256) in known
                and known[each.student, each.sha256].arrival < newest[each.student]
            ]
            self._add(assignment, list(fresh.values()), arrival, actor)
            for row in again:
                row.arrival, row.received_at = arrival, timezone.now()
            models.Submission.objects.bulk_update(again, ["arrival", "received_at"])
            ids = {key: row.pk for key, row in known.items()}
            if fresh:
                ids |= {
                    (student, sha256): row_id
                    for row_id, student, sha256 in models.Submission.objects.filter(
                        assignment_id=assignment, arrival=arrival
                    ).values_list("id", "student", "sha256")
                }
        return Received(ids, frozenset(fresh))

    def _add(self, assignment: str, fresh: list[Arrival], arrival: int, actor: str) -> None:
        now = timezone.now()
        models.Submission.objects.bulk_create(
            models.Submission(
                assignment_id=assignment,
                student=each.student,
                sha256=each.sha256,
                source=storable(each.source),
                received_at=now,
                arrival=arrival,
            )
            for each in fresh
        )
        models.AuditEvent.objects.bulk_create(
            event(actor, "received", f"{assignment}/{each.student}", submission=each.sha256)
            for each in fresh
        )

    def standings(self, assignment: str, grader: str) -> list[Standing]:
        """Every student's current submission, sorted by student, with its result under `grader`,
        or the newest there is under an older one.
        """
        rows: dict[str, models.Submission] = {}
        for row in models.Submission.objects.filter(assignment_id=assignment).order_by(
            "arrival", "id"
        ):
            rows[row.student] = row
        results = self._results(assignment, grader)
        states = dict(
            models.GradingJob.objects.filter(
                submission__assignment_id=assignment, grader=grader
            ).values_list("submission_id", "state")
        )
        return [
            _standing(row, results.get(row.pk), states.get(row.pk, ""))
            for _, row in sorted(rows.items())
        ]

    def _results(self, assignment: str, grader: str) -> dict[int, models.StoredResult]:
        results: dict[int, models.StoredResult] = {}
        for result in (
            models.StoredResult.objects.filter(submission__assignment_id=assignment)
            .defer("document")
            .order_by("id")
        ):
            before = results.get(result.submission_id)
            if before is None or before.grader != grader:
                results[result.submission_id] = result
        return results


def _standing(
    row: models.Submission, result: models.StoredResult | None, job_state: str
) -> Standing:
    submission = row.pk, row.student, row.sha256, row.source, row.received_at
    if result is None:
        running = job_state == models.GradingJob.State.RUNNING
        return Standing(*submission, status="running" if running else "waiting")
    return Standing(
        *submission,
        status=result.status,
        result=result.pk,
        grader=result.grader,
        score=result.score,
        max_score=result.max_score,
        exercises=tuple((name, score, most) for name, score, most in result.exercises),
    )
