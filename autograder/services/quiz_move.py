"""Quizzes to and from other systems' files."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from autograder.course.model import Course
from autograder.errors import UsageError
from autograder.quiz.formats.bank import MAX_BYTES, Bank
from autograder.quiz.formats.carry import carry
from autograder.quiz.formats.gift import read_gift, write_gift
from autograder.quiz.formats.moodle import read_moodle, write_moodle
from autograder.quiz.formats.qti import write_qti
from autograder.quiz.formats.written import write_quiz
from autograder.quiz.load import FOLDER, load_quiz
from autograder.services.quizzes import open_quiz

_WRITERS = {"moodle": write_moodle, "gift": write_gift, "qti": write_qti}


def export_quiz(
    course: Course, quiz_id: str, form: str, language: str | None = None
) -> tuple[str, tuple[str, ...]]:
    """The quiz as moodle, gift or qti, and a sentence for each thing that was left behind.

    Raises UsageError, and CourseError for a quiz with faults or outputs that are not computed.
    """
    if form not in _WRITERS:
        raise UsageError(f"there is no format {form!r}; there are {', '.join(_WRITERS)}")
    chosen = language or course.languages[0]
    if chosen not in course.languages:
        raise UsageError(f"the course has no {chosen!r}; it has {', '.join(course.languages)}")
    return _WRITERS[form](carry(open_quiz(course, quiz_id), chosen))


def import_quiz(
    course: Course, file: Path, quiz_id: str | None = None, *, skip: bool = False
) -> tuple[Path, tuple[str, ...]]:
    """Write `quizzes/<id>.yaml` from a Moodle XML or GIFT file; its path, and what changed.

    An existing quiz is never overwritten. Raises UsageError, and CourseError with the lines of
    what cannot be imported; `skip` leaves such questions out.
    """
    name = quiz_id or _id(file.stem)
    path = course.root / FOLDER / f"{name}.yaml"
    if path.exists():
        raise UsageError(f"{path} exists; give the new quiz another name with --id")
    text, notes = write_quiz(_bank(file, skip=skip), name, file, skip=skip)
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / path.name
        trial.write_text(text, encoding="utf-8")
        load_quiz(trial, course.languages)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path, notes


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
