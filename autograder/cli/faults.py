"""What a person reads when something went wrong, and the exit code that says whose fault it is."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from autograder.cli.session import Session
from autograder.errors import EXIT_PLATFORM, AutograderError, CourseError
from autograder.report.plain import printable

_ADVICE = {
    errno.ENOSPC: "Free some space, and run the same command again",
    errno.EDQUOT: "Free some space, and run the same command again",
    errno.EROFS: "Choose a place that can be written to",
    errno.EACCES: "Ask for the right to it, or choose another place",
    errno.EPERM: "Ask for the right to it, or choose another place",
    errno.EMFILE: "Close other programs or raise `ulimit -n`, and run the same command again",
    errno.ENOMEM: "Close other programs or use fewer --workers, and run the same command again",
}


def report(error: Exception, session: Session) -> int:
    """Print what `error` means to stderr; the exit code."""
    if isinstance(error, BrokenPipeError):
        # Whoever read our output has seen enough. Python must not fail again when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if session.debug:
        traceback.print_exception(error)
    if isinstance(error, CourseError):
        _print(str(error))
        count = len(error.problems)
        _print(f"The course has {count} fault{'s' if count != 1 else ''} to mend.")
        return error.exit_code
    if isinstance(error, AutograderError):
        _print(f"autograder: {error}")
        return error.exit_code
    if isinstance(error, OSError) and error.errno in _ADVICE:
        where = f": {error.filename}" if error.filename else ""
        _print(f"autograder: {error.strerror}{where}. {_ADVICE[error.errno]}.")
        return EXIT_PLATFORM
    _print(
        f"autograder: a fault of the platform's own: {type(error).__name__}: {error}\n"
        "What was graded so far is kept; running the same command again may complete it."
    )
    if not session.debug:
        _print(f"Please report it with {_kept(error, session.state)}")
    return EXIT_PLATFORM


def _kept(error: Exception, state: Path | None) -> str:
    """The file that the traceback was written to, or what to do if there is no place for one."""
    text = "".join(traceback.format_exception(error))
    name = f"crash-{datetime.now(UTC):%Y%m%dT%H%M%S}-{os.getpid()}.txt"
    for folder in (state, Path(tempfile.gettempdir())):
        if folder is None:
            continue
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8", errors="backslashreplace")
        except OSError:
            continue
        return str(folder / name)
    return "what `autograder --debug ...` prints."


def _print(text: str) -> None:
    # Paths and names may hold what steers a terminal, or what its encoding cannot say.
    text = printable(text, longest=len(text))
    encoding = sys.stderr.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding), file=sys.stderr)
