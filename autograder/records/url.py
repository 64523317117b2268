"""A database URL -> what Django wants to know about that database."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from autograder.errors import UsageError

# Without IMMEDIATE a transaction that first reads and then writes fails at once when another
# process wrote in between; with it, it waits its turn, up to `timeout` seconds.
_SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
}


def django_database(url: str, base: Path) -> dict[str, Any]:
    """An entry of Django's DATABASES. A relative SQLite path counts from `base`.

    `sqlite:///relative.sqlite3`, `sqlite:////absolute.sqlite3` and
    `postgresql://user:password@host:port/name?host=/socket/folder` are understood. Raises
    UsageError for anything else.
    """
    try:
        parts = urlsplit(url)
        if parts.scheme == "sqlite":
            return _sqlite(parts, base)
        if parts.scheme in ("postgresql", "postgres"):
            return _postgresql(parts)
    except ValueError as error:
        raise UsageError(f"the database URL cannot be read: {error}") from error
    raise UsageError(
        f"the database URL starts with {parts.scheme or 'nothing'!r}; write "
        "sqlite:///.autograder/records.sqlite3 or postgresql://user:password@host/name"
    )


def _sqlite(parts: SplitResult, base: Path) -> dict[str, Any]:
    path = unquote(parts.path).removeprefix("/")
    if parts.netloc or not path or parts.query:
        raise UsageError(
            "a SQLite URL has three slashes before a relative path and four before an absolute "
            "one, such as sqlite:///.autograder/records.sqlite3"
        )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(base / path),
        "OPTIONS": dict(_SQLITE_OPTIONS),
    }


def _postgresql(parts: SplitResult) -> dict[str, Any]:
    options = dict(parse_qsl(parts.query))
    name = unquote(parts.path).removeprefix("/")
    if not name:
        raise UsageError("a PostgreSQL URL ends with a name: postgresql://user:password@host/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or parts.hostname or "",
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": options,
    }
