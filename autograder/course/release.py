"""solutions/<id>/ -> assignments/<id>/, by nbgrader's own converter.

nbgrader works in a temporary course of its own, whose source is a copy of the master without the
cells of other languages. What comes out is compared with what may be in it before anybody sees it.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from autograder.course.model import Assignment, Course
from autograder.course.notebook import (
    LANGUAGE_TAG,
    MASTER_ONLY,
    REFERENCE_TAG,
    Notebook,
    languages_of,
    open_notebook,
    tags_of,
)
from autograder.errors import CourseError, Problem, UsageError

_SOURCE, _RELEASE = "source", "release"


def release(course: Course, assignment_id: str, to: Path | None = None) -> Path:
    """Write what students get into `<to>/<assignment_id>/` and return that folder.

    `to` is the course's release folder if not given. The folder is replaced as a whole; equal
    masters give equal bytes. nbgrader changes the working directory meanwhile, so this is not for
    threads. Raises UsageError for an unknown assignment, CourseError if nbgrader
    refuses the master or if something would go out that must not.
    """
    assignment = course.assignments.get(assignment_id)
    if assignment is None:
        known = ", ".join(course.assignments)
        raise UsageError(f"no assignment {assignment_id!r}; there are {known}")
    target = (course.release if to is None else to) / assignment_id
    with tempfile.TemporaryDirectory(prefix="autograder-release-") as folder:
        root = Path(folder).resolve()
        _copy_source(assignment, course.languages, root / _SOURCE / assignment_id)
        _convert(assignment, root)
        made = root / _RELEASE / assignment_id
        _check(assignment, made)
        _replace(target, made)
    return target


def in_languages(notebook: Notebook, languages: tuple[str, ...]) -> Notebook:
    """The notebook without other languages' cells, and without the tags that only we read."""
    kept = []
    for cell in notebook.cells:
        wanted = languages_of(cell)
        if wanted and wanted.isdisjoint(languages):
            continue
        tags = [t for t in tags_of(cell) if t != REFERENCE_TAG and not LANGUAGE_TAG.fullmatch(t)]
        if tags:
            cell["metadata"]["tags"] = tags
        else:
            cell["metadata"].pop("tags", None)
        kept.append(cell)
    return replace(notebook, cells=kept)


def _copy_source(assignment: Assignment, languages: tuple[str, ...], folder: Path) -> None:
    folder.mkdir(parents=True)
    notebook = in_languages(open_notebook(assignment.master), languages)
    (folder / assignment.master.name).write_bytes(notebook.to_bytes())
    for name in assignment.files:
        shutil.copyfile(assignment.master.parent / name, folder / name)


def _convert(assignment: Assignment, root: Path) -> None:
    # Here, not above: nbgrader takes a second to import, and few commands release.
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config

    config = Config()
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.source_directory = _SOURCE
    config.CourseDirectory.release_directory = _RELEASE
    config.CourseDirectory.assignment_id = assignment.id
    # nbgrader's gradebook knows nothing that we need; making one takes longer than the release.
    config.SaveCells.enabled = False
    config.GenerateAssignment.no_database = True
    said = _Messages()
    log = logging.getLogger("autograder.course.release")
    log.propagate = False
    log.addHandler(said)
    try:
        directory = CourseDirectory(config=config, log=log)
        GenerateAssignment(coursedir=directory, config=config, log=log).start()
    except NbGraderException as error:
        message = f"nbgrader refuses it: {said.last or error}"
        raise CourseError([Problem(assignment.master, message)]) from error
    finally:
        log.removeHandler(said)


class _Messages(logging.Handler):
    """Keeps the last line of what nbgrader logs before it gives up."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.last = ""

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage().strip()
        if "Traceback" in text:
            self.last = text.splitlines()[-1]


def _check(assignment: Assignment, made: Path) -> None:
    """Nothing may go out but the notebook and the declared files, and no answer in it."""
    allowed = {assignment.master.name, *assignment.files}
    found = {str(path.relative_to(made)) for path in made.rglob("*") if not path.is_dir()}
    problems = [
        *(f"{name} would be released, but is not declared" for name in sorted(found - allowed)),
        *(f"{name} is missing from the release" for name in sorted(allowed - found)),
    ]
    for number, cell in enumerate(open_notebook(made / assignment.master.name).cells, start=1):
        problems += [
            f"cell {number} of the release still holds '{mark}'"
            for mark in MASTER_ONLY
            if mark in cell["source"]
        ]
        if cell.get("outputs") or cell.get("execution_count") is not None:
            problems.append(f"cell {number} of the release still holds its output")
    if problems:
        raise CourseError([Problem(assignment.master, problem) for problem in problems])


def _replace(target: Path, made: Path) -> None:
    """Put `made` in the place of `target`; a reader sees the old folder or the new one, or none."""
    target.parent.mkdir(parents=True, exist_ok=True)
    # Beside the target, so that the renames below stay within one file system.
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as folder:
        new, old = Path(folder, "new"), Path(folder, "old")
        shutil.copytree(made, new)
        for path in new.rglob("*"):
            path.chmod(0o644)
        if target.exists():
            target.rename(old)
        new.rename(target)
