"""course.yaml and all that it names -> one checked, frozen Course."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field

from autograder.course.checked import LANGUAGE, LocalText, Moment, Strict, load_yaml
from autograder.course.model import Assignment, Course, Exercise, Limits, Overlay, Person
from autograder.course.notebook import read_master
from autograder.course.overlay import read_mistake, read_right
from autograder.course.roster import read_roster
from autograder.errors import CourseError, Problem

FILE_NAME = "course.yaml"
_ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
_LONGEST_NAME = 200
_ReadOverlay = Callable[[Path, Sequence[Exercise], list[Problem]], Overlay]
T = TypeVar("T")


class _Limits(Strict):
    setup_seconds: Annotated[float, Field(gt=0, le=600)] | None = Limits.setup_seconds
    memory_mb: Annotated[int, Field(ge=64, le=65_536)] = Limits.memory_mb
    notebook_mb: Annotated[int, Field(ge=1, le=200)] = Limits.notebook_mb


class _Assignment(Strict):
    title: LocalText
    due: Moment | None = None
    files: list[str] = []
    limits: _Limits = _Limits()


class _Folders(Strict):
    solutions: str = "solutions"
    assignments: str = "assignments"
    graders: str = "autograder/graders"


class _Records(Strict):
    database: str = "sqlite:///.autograder/records.sqlite3"
    state: str = ".autograder"


class _Course(Strict):
    id: str
    title: LocalText
    languages: Annotated[list[str], Field(min_length=1)]
    seed: Annotated[str, Field(min_length=8)]
    roster: str
    assignments: Annotated[dict[str, _Assignment], Field(min_length=1)]
    folders: _Folders = _Folders()
    records: _Records = _Records()


def load_course(path: Path) -> Course:
    """The course whose course.yaml, or whose folder, is at `path`.

    Raises CourseError with every problem of course.yaml, the roster, the master notebooks and the
    known solutions. What is doubtful but may be meant is in the course's `warnings`.
    """
    path = path.absolute()
    if path.is_dir():
        path = path / FILE_NAME
    warnings: list[Problem] = []
    read = load_yaml(path, _Course, warnings)
    return _Loader(path, read, warnings).course()


class _Loader:
    """Reads what course.yaml names, and goes on after a fault to find the others."""

    def __init__(self, path: Path, read: _Course, warnings: list[Problem]) -> None:
        self._path = path
        self._read = read
        self._warnings = warnings
        self._problems: list[Problem] = []

    def course(self) -> Course:
        read, root = self._read, self._path.parent
        self._check_names()
        people: dict[str, Person] = self._try(
            partial(read_roster, root / read.roster, read.languages), {}
        )
        assignments = {
            name: assignment
            for name, entry in read.assignments.items()
            if (assignment := self._try(partial(self._assignment, name, entry), None))
        }
        if self._problems:
            raise CourseError(self._problems)
        return Course(
            root=root,
            id=read.id,
            title=read.title,
            languages=tuple(read.languages),
            seed=read.seed,
            assignments=assignments,
            people=people,
            release=root / read.folders.assignments,
            database=read.records.database,
            state=root / read.records.state,
            warnings=tuple(self._warnings),
        )

    def _check_names(self) -> None:
        for name in (self._read.id, *self._read.assignments):
            if not _ID.fullmatch(name):
                self._report(
                    f"the id {name!r} may hold a-z, 0-9, - and _ only, and begins with a-z"
                )
        for language in self._read.languages:
            if not LANGUAGE.fullmatch(language):
                self._report(f"{language!r} is no language code; write en or ko")
        for name, entry in self._read.assignments.items():
            for file in entry.files:
                if not _is_plain_name(file):
                    self._report(f"assignments.{name}.files: {file[:80]!r} is no plain file name")

    def _assignment(self, name: str, entry: _Assignment) -> Assignment:
        folder = self._path.parent / self._read.folders.solutions / name
        path = folder / f"{name}.ipynb"
        master = read_master(path)
        for language in sorted(master.languages.difference(self._read.languages)):
            known = ", ".join(self._read.languages)
            message = f"nobody gets the cells tagged lang:{language}: the course is in {known}"
            self._warnings.append(Problem(path, message))
        for file in entry.files:
            if _is_plain_name(file) and not (folder / file).is_file():
                self._report(f"assignments.{name}.files: {folder / file} does not exist")
        return Assignment(
            id=name,
            title=entry.title,
            exercises=master.exercises,
            master=path,
            solution_source=master.solution_source,
            graders=self._path.parent / self._read.folders.graders / name,
            right=self._overlays(folder / "right", read_right, master.exercises),
            mistakes=self._overlays(folder / "mistakes", read_mistake, master.exercises),
            limits=Limits(**entry.limits.model_dump()),
            due=entry.due,
            files=tuple(entry.files),
        )

    def _overlays(
        self, folder: Path, read: _ReadOverlay, exercises: Sequence[Exercise]
    ) -> tuple[Overlay, ...]:
        overlays = (
            self._try(partial(read, path, exercises, self._warnings), None)
            for path in sorted(folder.glob("*.py"))
        )
        return tuple(overlay for overlay in overlays if overlay is not None)

    def _try(self, read: Callable[[], T], otherwise: T) -> T:
        try:
            return read()
        except CourseError as error:
            self._problems.extend(error.problems)
            return otherwise

    def _report(self, message: str) -> None:
        self._problems.append(Problem(self._path, message))


def _is_plain_name(file: str) -> bool:
    return len(file) <= _LONGEST_NAME and _PLAIN_NAME.fullmatch(file) is not None
