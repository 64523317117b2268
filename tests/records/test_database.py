"""A database is opened, made up to date, and its troubles said in words."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from autograder.errors import PlatformError, UsageError
from autograder.records import connect
from autograder.records.url import django_database
from tests.records.samples import ACTOR

HERE = Path("/")
ROOT = Path(__file__).parents[2]


def test_a_relative_sqlite_path_counts_from_the_base() -> None:
    database = django_database("sqlite:///state/r.sqlite3", Path("/course"))
    assert database["NAME"] == "/course/state/r.sqlite3"


def test_an_absolute_sqlite_path_stays() -> None:
    assert django_database("sqlite:////x/r.sqlite3", Path("/course"))["NAME"] == "/x/r.sqlite3"


def test_every_part_of_a_postgresql_url_is_understood() -> None:
    database = django_database(
        "postgresql://me:p%40ss@db.example:5433/course?sslmode=require", HERE
    )
    assert database["USER"] == "me"
    assert database["PASSWORD"] == "p@ss"
    assert (database["HOST"], database["PORT"], database["NAME"]) == (
        "db.example",
        "5433",
        "course",
    )
    assert database["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize(
    "url",
    ["", "mysql://x/y", "sqlite://", "sqlite://records.sqlite3", "postgresql://h", "pg://[x/y"],
)
def test_a_url_that_cannot_be_meant_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(UsageError, match=r"URL"):
        django_database(url, HERE)


def test_what_was_stored_is_there_when_the_database_is_opened_again(url: str) -> None:
    with connect(url, HERE) as records:
        records.audit.add(ACTOR, "tested", "tiny")
    with connect(url, HERE) as records:
        assert [event.action for event in records.audit.events()] == ["tested"]


def test_models_and_migrations_agree(url: str) -> None:
    with connect(url, HERE):
        from django.core.management import call_command

        call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_three_processes_may_open_a_new_database_at_once(url: str) -> None:
    code = (
        "import sys; from pathlib import Path; from autograder.records import connect\n"
        "with connect(sys.argv[1], Path('/')) as records: records.audit.add('x', 'came', 'y')"
    )
    started = [subprocess.Popen([sys.executable, "-c", code, url]) for _ in range(3)]
    assert [process.wait() for process in started] == [0, 0, 0]
    with connect(url, HERE) as records:
        assert len(records.audit.events()) == 3


def test_a_damaged_file_is_called_so(tmp_path: Path) -> None:
    (tmp_path / "r.sqlite3").write_bytes(b"this is no database, and longer than a header" * 9)
    with pytest.raises(PlatformError, match="damaged"), connect("sqlite:///r.sqlite3", tmp_path):
        pass


def test_a_server_that_is_not_there_is_called_so() -> None:
    url = "postgresql://me@127.0.0.1:1/course"
    with pytest.raises(PlatformError, match="does not answer"), connect(url, HERE):
        pass


def test_records_of_a_newer_version_are_left_alone(url: str) -> None:
    with connect(url, HERE):
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO django_migrations (app, name, applied) "
                "VALUES ('records', '9999_later', '2100-01-01 00:00:00')"
            )
    with pytest.raises(PlatformError, match="newer version"), connect(url, HERE):
        pass


READ_ONLY = """
import os, sys
from pathlib import Path
from autograder.records import connect
with connect("sqlite:///r.sqlite3", Path(".")):
    Path("r.sqlite3").chmod(0o444)
if os.geteuid() == 0:
    os.setuid(65534)  # root may write anywhere
with connect("sqlite:///r.sqlite3", Path(".")) as records:
    records.audit.add("x", "came", "y")
"""


def test_a_file_that_may_only_be_read_is_called_so() -> None:
    # Not in tmp_path: pytest's folders keep other users out.
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        ended = subprocess.run(
            [sys.executable, "-c", READ_ONLY],
            check=False,
            cwd=folder,
            env={"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
        )
    assert "PlatformError" in ended.stderr
    assert "may only be read. Make the file and its folder writable for you" in ended.stderr
