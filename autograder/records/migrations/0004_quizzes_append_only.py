"""The database itself refuses to change or delete what was answered and what it was worth."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_TABLES = ("records_quizattempt", "records_quizentry", "records_quizscore")

_SQLITE = """
CREATE TRIGGER {table}_no_{event} BEFORE {event} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""

# The function is that of 0002.
_POSTGRESQL = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION records_append_only()
"""


def add_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for table in _TABLES:
            for event in ("update", "delete"):
                schema_editor.execute(_SQLITE.format(table=table, event=event))
    else:
        for table in _TABLES:
            schema_editor.execute(_POSTGRESQL.format(table=table))


class Migration(migrations.Migration):
    dependencies = [("records", "0003_quizzes")]
    operations = [migrations.RunPython(add_triggers)]
