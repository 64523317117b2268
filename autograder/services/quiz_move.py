"""Quizzes to and from other systems' files."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.course.model import Course
from autograder.errors import CourseError, Problem, UsageError
from autograder.quiz.check import check_quiz
from autograder.quiz.formats.bank import MAX_BYTES, Bank, Note, sentences
from autograder.quiz.formats.carry import carry
from autograder.quiz.formats.gift import read_gift, write_gift
from autograder.quiz.formats.moodle import read_moodle, write_moodle
from autograder.quiz.formats.package import write_package
from autograder.quiz.formats.written import Written, write_quiz
from autograder.quiz.load import FOLDER, load_quiz
from autograder.services.quizzes import open_quiz

_ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_ANY_ID = re.compile(r"^id: .*$", re.MULTILINE)
_QUESTION = re.compile(r"^questions\.([0-9]+)\.")
Writer = Callable[[Bank], tuple[str | bytes, tuple[Note, ...]]]
_WRITERS: Mapping[str, Writer] = {
    "moodle": write_moodle,
    "gift": write_gift,
    "qti": write_package,
}


@dataclass(frozen=True)
class Imported:
    """A bank that became a quiz."""

    path: Path
    questions: int
    notes: tuple[str, ...]
    """What had to change, a sentence each."""
    problems: tuple[Problem, ...]
    """What `quiz check` will not let pass; the author has to mend it."""


def export_quiz(
    course: Course, quiz_id: str, form: str, language: str | None = None
) -> tuple[bytes, tuple[str, ...]]:
    """The quiz as moodle or gift (UTF-8) or qti (a zip), and a sentence for each thing left behind.

    Raises UsageError, and CourseError for a quiz with faults or outputs that are not computed.
    """
    if form not in _WRITERS:
        raise UsageError(f"there is no format {form!r}; there are {', '.join(_WRITERS)}")
    chosen = language or course.languages[0]
    if chosen not in course.languages:
        raise UsageError(f"the course has no {chosen!r}; it has {', '.join(course.languages)}")
    quiz = open_quiz(course, quiz_id)
    data, notes = _WRITERS[form](carry(quiz, chosen))
    said = sentences(notes, (question.id for question in quiz.questions))
    return data.encode("utf-8") if isinstance(data, str) else data, said


def import_quiz(
    course: Course,
    file: Path,
    quiz_id: str | None = None,
    *,
    skip: bool = False,
    overwrite: bool = False,
) -> Imported:
    """Write `quizzes/<id>.yaml` from a Moodle XML or GIFT file.

    Raises UsageError, also for a quiz that exists and may not be overwritten, and CourseError with
    the lines of what cannot be imported; `skip` leaves such questions out.
    """
    name = quiz_id or _id(file.stem)
    path = course.root / FOLDER / f"{name}.yaml"
    if path.exists() and not overwrite:
        raise UsageError(
            f"{path} exists; give the new quiz another name with --id, or add --overwrite"
        )
    if not _ID.fullmatch(name):
        raise UsageError(f"{name!r} is no name for a quiz: a-z, 0-9, - and _, a letter first")
    written = write_quiz(_bank(file, skip=skip), name, file, skip=skip)
    _prove(written, file, course)
    path.parent.mkdir(exist_ok=True)
    path.write_text(written.text, encoding="utf-8")
    quiz = load_quiz(path, course.languages)
    notes = sentences(written.notes)
    if len(course.languages) > 1:
        languages = ", ".join(course.languages)
        notes += (f"every text is in one language; write {{{languages}}} where they differ",)
    return Imported(path, len(quiz.questions), notes, tuple(check_quiz(quiz, None)))


def _prove(written: Written, file: Path, course: Course) -> None:
    """Load it from elsewhere first; a fault is told with its line in the file that it came from."""
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / "trial.yaml"
        trial.write_text(_ANY_ID.sub("id: trial", written.text, count=1), encoding="utf-8")
        try:
            load_quiz(trial, course.languages)
        except CourseError as error:
            problems = []
            for problem in error.problems:
                found = _QUESTION.search(problem.message)
                line = written.lines[int(found[1])] if found else None
                problems.append(Problem(file, f"cannot be imported: {problem.message}", line))
            raise CourseError(problems) from None


def _bank(file: Path, *, skip: bool) -> Bank:
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}") from error
    is_xml = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<" or file.suffix == ".xml"
    return read_moodle(data, file, skip=skip) if is_xml else read_gift(data, file, skip=skip)


def _id(stem: str) -> str:
    name = re.sub(r"[^a-z0-9_]+", "-", stem.lower()).strip("-_")[:40]
    return name if name[:1].isalpha() else f"quiz-{name}"[:40].rstrip("-")
