"""What was found in the submissions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from autograder.grading.result import Document, Result, Status, to_json
from autograder.records import models
from autograder.records.audit import event
from autograder.records.chunks import chunks

FINAL = (Status.GRADED.value, Status.UNREADABLE.value, Status.REFUSED.value)
"""A result with one of these is never made again by the same graders."""


class Results:
    """Stored results of one course."""

    def load(self, ids: Sequence[int]) -> Iterator[tuple[int, Result]]:
        """The results in the order of `ids`, with their ids; a few hundred in memory at a time."""
        for each, document in zip(ids, self.documents(ids), strict=True):
            yield each, Document.read(document).result

    def documents(self, ids: Sequence[int]) -> Iterator[str]:
        """The same as the JSON that is stored, in ASCII and one line each."""
        for chunk in chunks(ids):
            found = dict(
                models.StoredResult.objects.filter(id__in=chunk).values_list("id", "document")
            )
            for each in chunk:
                yield found[each]

    def refuse(self, refusals: Mapping[int, Result], actor: str) -> None:
        """Store results that need no grading: `refusals` maps submissions to them. One that is
        stored already, with the same words, is left alone.
        """
        for chunk in chunks(list(refusals)):
            stored = {
                (row.submission_id, row.grader): json.loads(row.document)
                for row in models.StoredResult.objects.filter(submission__in=chunk)
            }
            for each in chunk:
                result = refusals[each]
                before = stored.get((each, result.provenance.grader))
                if before is None or _words(before) != _words(to_json(result)):
                    _store_refusal(each, result, actor)


def _store_refusal(submission: int, result: Result, actor: str) -> None:
    with transaction.atomic():
        store({submission: Document.of(result)})
        event(
            actor,
            "refused",
            f"{result.assignment}/{result.student}",
            submission=result.provenance.submission,
            message=result.message.in_language("en"),
        ).save()


def _words(document: Mapping[str, Any]) -> tuple[Any, Any]:
    return document["status"], document["message"]


def store(results: Mapping[int, Document]) -> None:
    """Put results of submissions in the place of earlier ones of the same graders."""
    now = timezone.now()
    # One statement, where Django's own way takes five for each row.
    models.StoredResult.objects.bulk_create(
        [_row(submission, result, now) for submission, result in results.items()],
        update_conflicts=True,
        unique_fields=["submission", "grader"],
        update_fields=["status", "score", "max_score", "exercises", "document", "stored_at"],
    )


def _row(submission: int, result: Document, now: datetime) -> models.StoredResult:
    fields = result.fields
    return models.StoredResult(
        submission_id=submission,
        grader=fields["provenance"]["grader"],
        status=fields["status"],
        score=fields["score"],
        max_score=fields["max_score"],
        exercises=[[each["id"], each["score"], each["max_score"]] for each in fields["exercises"]],
        document=result.text,
        stored_at=now,
    )
