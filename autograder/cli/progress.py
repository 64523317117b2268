"""How far a batch is: a bar with the time left on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from autograder.cli.session import Session

_LINE_EVERY = 10.0

Tell = Callable[[int, int, str], None]
"""Takes how many are done, of how many, and a remark (or "")."""


@contextmanager
def progress(session: Session, what: str) -> Iterator[Tell]:
    """Shows on stderr what is told to it; nothing before the first call."""
    if session.people.is_terminal:
        with _bar(session, what) as tell:
            yield tell
    else:
        yield _Lines(session, what)


@contextmanager
def _bar(session: Session, what: str) -> Iterator[Tell]:
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        TextColumn("so far"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[remark]}", markup=False),
    )
    with Progress(*columns, console=session.people) as shown:
        task = None

        def tell(done: int, total: int, remark: str) -> None:
            nonlocal task
            if task is None:
                task = shown.add_task(what, total=total, remark="")
            shown.update(task, completed=done, total=total, remark=remark)

        yield tell


class _Lines:
    def __init__(self, session: Session, what: str) -> None:
        self._session = session
        self._what = what
        self._began = self._last = time.monotonic()
        self._said: tuple[int, str] | None = None

    def __call__(self, done: int, total: int, remark: str) -> None:
        now = time.monotonic()
        if self._said == (done, remark) or (done < total and now - self._last < _LINE_EVERY):
            return
        self._last, self._said = now, (done, remark)
        left = (now - self._began) / done * (total - done) if done else 0.0
        eta = f", about {left:.0f} s left" if 0 < done < total else ""
        self._session.say(f"{self._what}: {done} of {total}{eta}{f' ({remark})' if remark else ''}")
