"""Opens a database: configures Django, brings the tables up to date, explains what goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.errors import PlatformError
from autograder.records.url import django_database

if TYPE_CHECKING:
    from autograder.records.store import Records

# Any number will do, so long as every version of the platform takes the same one.
_MIGRATION_LOCK = 5_020_613

_EXPLANATIONS = (
    (
        ("readonly database", "read-only"),
        "it may only be read. Make the file and its folder writable for you",
    ),
    (
        ("unable to open database file",),
        "it cannot be opened. Check that its folder exists and that you may write there",
    ),
    (
        ("database or disk is full", "disk i/o error", "no space left", "could not extend file"),
        "the disk is full. Free some space",
    ),
    (
        ("database is locked", "database table is locked"),
        "another process has kept it busy for 20 seconds. Wait for that process",
    ),
    (
        ("malformed", "file is not a database"),
        "it is damaged or is no database. Put back a copy, or move it away to begin anew",
    ),
    (
        ("connection refused", "could not connect", "connection failed", "failed to resolve"),
        "its server does not answer. Check that it runs and that the URL in course.yaml is right",
    ),
    (
        ("server closed the connection", "connection is lost", "terminating connection"),
        "its server went away in the middle. Start it again",
    ),
    (
        ("authentication failed", "does not exist", "permission denied"),
        "its server does not let us in. Check user, password and name in the URL",
    ),
)


@contextmanager
def connect(url: str, base: Path) -> Iterator[Records]:
    """The records in the database at `url` (see `url.py`), with its tables made or brought up to
    date; closed when the block ends.

    A process has one database open at a time. Raises UsageError for a bad URL, and PlatformError,
    also from within the block, for a database that cannot be reached, read or written.
    """
    database = django_database(url, base)
    if "sqlite3" in database["ENGINE"]:
        _make_folder(Path(database["NAME"]).parent)
    _configure(database)
    from django.db import connection

    try:
        with _explained(database):
            _bring_up_to_date()
            from autograder.records.store import Records

            yield Records()
    finally:
        connection.close()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PlatformError(
            f"cannot make the folder of the records, {folder}: {error.strerror}"
        ) from error


def _configure(database: dict[str, Any]) -> None:
    """Django knows one set of settings for a whole process; a second database takes the place of
    the first, which was closed before.
    """
    import django
    from django.conf import settings
    from django.db import connections

    from autograder.records import settings as ours

    if not settings.configured:
        settings.configure(
            INSTALLED_APPS=ours.INSTALLED_APPS,
            DATABASES={"default": database},
            USE_TZ=ours.USE_TZ,
            TIME_ZONE=ours.TIME_ZONE,
            LOGGING_CONFIG=ours.LOGGING_CONFIG,
        )
        django.setup()
        return
    connections["default"].close()
    del connections["default"]
    connections.settings = connections.configure_settings({"default": database})


def _bring_up_to_date() -> None:
    from django.db import connection, transaction
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    targets = executor.loader.graph.leaf_nodes()
    known = set(executor.loader.graph.nodes)
    if newer := sorted(set(executor.loader.applied_migrations) - known):
        raise PlatformError(
            "the records were written by a newer version of the platform "
            f"({newer[-1][1]}). Install that version"
        )
    if not executor.migration_plan(targets):
        return
    # SQLite cannot alter tables in a transaction while it checks foreign keys. Everything in one
    # transaction: a kill leaves the old tables whole, and a second process waits for the first.
    connection.disable_constraint_checking()
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_MIGRATION_LOCK])
            MigrationExecutor(connection).migrate(targets)
    finally:
        connection.enable_constraint_checking()


@contextmanager
def _explained(database: dict[str, Any]) -> Iterator[None]:
    """Turns what the database says about its state into a sentence that says what to do."""
    from django.db import DatabaseError, InterfaceError

    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        said = str(error).strip()
        for signs, advice in _EXPLANATIONS:
            if any(sign in said.lower() for sign in signs):
                where = database["NAME"]
                raise PlatformError(
                    f"the database {where}: {advice}, and run the same command again; what was "
                    f"stored so far is kept. ({said.splitlines()[0]})"
                ) from error
        raise
