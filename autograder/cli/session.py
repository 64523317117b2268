"""What every command of one run shares: which course, who speaks, where messages go."""

from __future__ import annotations

import getpass
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from autograder.course.model import Course

COURSE_FILE = "course.yaml"

AssignmentOrAll = Annotated[
    str | None, typer.Argument(metavar="ID", help="The assignment. Default: each.")
]


@dataclass
class Session:
    """One run of the program. `given` is the --course option."""

    given: Path | None = None
    debug: bool = False
    state: Path | None = field(default=None, init=False)
    """The course's state folder, once it is known: where a report of a crash may lie."""

    @cached_property
    def course(self) -> Course:
        """Loaded at the first use. Raises UsageError and CourseError."""
        from autograder.course.loader import load_course

        course = load_course(self._path())
        self.state = course.state
        for warning in course.warnings:
            self.say(f"warning: {warning}")
        return course

    @cached_property
    def people(self) -> Console:
        """stderr: for people. Wide tables fold when it is no terminal."""
        from rich.console import Console

        return Console(stderr=True, highlight=False, soft_wrap=False)

    @cached_property
    def data(self) -> Console:
        """stdout: for what was asked for."""
        from rich.console import Console

        return Console(highlight=False)

    def say(self, text: str) -> None:
        """One plain sentence to people, with no markup in it; a file's name may hold anything."""
        from autograder.report.plain import printable

        plain = printable(text, longest=len(text))
        self.people.print(plain, markup=False, emoji=False, soft_wrap=True)

    @property
    def actor(self) -> str:
        """Who runs this, for the audit trail."""
        try:
            return getpass.getuser()
        except (KeyError, OSError):
            return "unknown"

    def language(self, given: str | None) -> str | None:
        """The language asked for, if any. Raises UsageError if the course does not have it."""
        known = self.course.languages
        if given is not None and given not in known:
            raise UsageError(f"the course has no language {given!r}; there are {', '.join(known)}")
        return given

    def _path(self) -> Path:
        if self.given is not None:
            path = self.given / COURSE_FILE if self.given.is_dir() else self.given
            if not path.is_file():
                raise UsageError(f"there is no {COURSE_FILE} at {self.given}")
            return path
        here = Path.cwd()
        near = [folder / COURSE_FILE for folder in (here, *here.parents)]
        found = [path for path in near if path.is_file()]
        if len(found) == 1:
            return found[0]
        # The nearest of several may be a student's, and a course's own code runs with our rights.
        raise UsageError(
            f"{'more than one' if found else 'no'} {COURSE_FILE} here or in a folder above; "
            "go to the course's folder or name it: autograder --course PATH ..."
        )
