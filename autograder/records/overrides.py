"""Points that a person gave in the place of the graders'."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from autograder.records import models
from autograder.records.audit import event
from autograder.records.storable import storable
from autograder.records.values import Override


class Overrides:
    """Overrides of one course. What was given is never deleted, only followed by another."""

    def add(
        self,
        assignment: str,
        student: str,
        exercise: str,
        points: float | None,
        *,
        reason: str,
        by: str,
        submission: str,
    ) -> None:
        """Note an override; `points` None withdraws the earlier one. See `models.Override`."""
        with transaction.atomic():
            models.Assignment.objects.get_or_create(id=assignment)
            models.Override(
                assignment_id=assignment,
                student=student,
                exercise=exercise,
                points=points,
                reason=storable(reason),
                by=storable(by),
                at=timezone.now(),
                submission=submission,
            ).save()
            event(
                by,
                "override withdrawn" if points is None else "override",
                f"{assignment}/{student}",
                exercise=exercise,
                points=points,
                reason=reason,
            ).save()

    def current(self, assignment: str) -> dict[tuple[str, str], Override]:
        """(student, exercise) to the override in force; withdrawn ones are left out."""
        latest = {
            (row.student, row.exercise): row
            for row in models.Override.objects.filter(assignment_id=assignment).order_by("id")
        }
        return {
            key: Override(
                row.student, row.exercise, row.points, row.reason, row.by, row.at, row.submission
            )
            for key, row in latest.items()
            if row.points is not None
        }
