"""Whose fault it is, as a type: the caller's, the course's, the student's or ours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from autograder.text import Text

EXIT_DONE = 0
EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_PLATFORM = 3


class AutograderError(Exception):
    """The base of every error that is raised on purpose; its text is ready to be printed."""

    exit_code = EXIT_PLATFORM


class UsageError(AutograderError):
    """The command or the call was used wrongly; the text says what to do instead."""

    exit_code = EXIT_USAGE


@dataclass(frozen=True)
class Problem:
    """One fault in what a teacher wrote. Lines and columns count from 1."""

    path: Path
    message: str
    line: int | None = None
    column: int | None = None
    excerpt: str | None = None
    """The offending line, shown with a caret below `column`."""

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        text = f"{where}: {self.message}"
        if self.excerpt is not None and self.column is not None:
            text += f"\n    {self.excerpt}\n    {' ' * (self.column - 1)}^"
        return text


class CourseError(AutograderError):
    """The course is at fault. Carries every problem found, not only the first."""

    exit_code = EXIT_USAGE

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[CourseError], tuple[tuple[Problem, ...]]]:
        return CourseError, (self.problems,)  # Errors cross from worker processes.


class SubmissionError(AutograderError):
    """One submission cannot be graded as it was sent. It never ends a batch.

    `status` is the result's status (`refused` or `unreadable`), `text` tells the student what is
    wrong and what to do.
    """

    exit_code = EXIT_FAILED

    def __init__(self, status: str, text: Text) -> None:
        self.status = status
        self.text = text
        super().__init__(text.in_language("en"))

    def __reduce__(self) -> tuple[type[SubmissionError], tuple[str, Text]]:
        return SubmissionError, (self.status, self.text)


class PlatformError(AutograderError):
    """Our fault, or this machine's. It never scores zero for a student."""

    exit_code = EXIT_PLATFORM
