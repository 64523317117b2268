"""What may only be added to is defended by the models and by the database itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.records import connect
from tests.records.samples import ACTOR

HERE = Path("/")


def filled(records: object) -> None:
    records.overrides.add(  # type: ignore[attr-defined]
        "tiny", "s001", "", 1.0, reason="sent late, ill", by=ACTOR, submission=""
    )


def test_the_models_refuse_every_way_of_changing_a_line(url: str) -> None:
    with connect(url, HERE) as records:
        filled(records)
        from autograder.records import models

        for model in (models.AuditEvent, models.Override):
            row = model.objects.get()
            for change in (
                row.save,
                row.delete,
                model.objects.all().delete,
                lambda model=model: model.objects.update(reason="other"),
                lambda model=model, row=row: model.objects.bulk_update([row], ["at"]),
            ):
                with pytest.raises(models.AppendOnlyError):
                    change()


@pytest.mark.parametrize("table", ["records_auditevent", "records_override"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET at = at"])
def test_the_database_refuses_plain_sql(url: str, table: str, statement: str) -> None:
    with connect(url, HERE) as records:
        filled(records)
        from django.db import DatabaseError, connection

        with (
            pytest.raises(DatabaseError, match="append-only"),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format(table))
        assert len(records.audit.events()) == 1
        assert len(records.overrides.current("tiny")) == 1


def test_a_withdrawn_override_is_kept_but_no_longer_counts(url: str) -> None:
    with connect(url, HERE) as records:
        filled(records)
        records.overrides.add("tiny", "s001", "", None, reason="not ill", by=ACTOR, submission="")
        assert records.overrides.current("tiny") == {}
        assert [event.detail["reason"] for event in records.audit.events("tiny/s001")] == [
            "sent late, ill",
            "not ill",
        ]
