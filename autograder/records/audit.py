"""The audit trail: added to, read, never changed."""

from __future__ import annotations

from django.utils import timezone

from autograder.records import models
from autograder.records.storable import storable
from autograder.records.values import Event


def event(actor: str, action: str, subject: str, **detail: object) -> models.AuditEvent:
    """A line that is still to be stored, in the transaction of what it tells of."""
    return models.AuditEvent(
        at=timezone.now(),
        actor=storable(actor),
        action=action,
        subject=storable(subject),
        detail={
            name: storable(value) if isinstance(value, str) else value
            for name, value in detail.items()
        },
    )


class Audit:
    """Who did what to what, and when."""

    def add(self, actor: str, action: str, subject: str, **detail: object) -> None:
        event(actor, action, subject, **detail).save()

    def events(self, subject: str = "") -> list[Event]:
        """All events in their order, or those of one subject, such as "sgd/s001"."""
        rows = models.AuditEvent.objects.order_by("id")
        if subject:
            rows = rows.filter(subject=subject)
        return [Event(row.at, row.actor, row.action, row.subject, row.detail) for row in rows]
