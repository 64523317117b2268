"""Write a quiz as a page for its authors."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from autograder.course.model import Course
from autograder.errors import CourseError, Problem
from autograder.quiz.model import Quiz
from autograder.quiz.variant import plain_variant
from autograder.report.quiz_page import preview_page
from autograder.report.quiz_view import solution, view
from autograder.services.quizzes import open_quiz
from autograder.text import Text

_IMAGE = re.compile(r"!\[[^\]\n]*\]\(\s*<?([^)\s>]*)")
_TYPES = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
    ".webp": "image/webp", ".svg": "image/svg+xml",
}  # fmt: skip
_LARGEST_IMAGE = 4_000_000


def write_preview(course: Course, quiz_id: str, *, to: Path | None = None) -> Path:
    """Write `<to>/<id>.html`, below the state folder's preview/ if not given; its path.

    Raises UsageError, and CourseError for a quiz with faults or outputs that are not computed.
    """
    quiz = open_quiz(course, quiz_id)
    page = preview_page(quiz, course.languages, _images(quiz))
    path = (to or course.state / "preview") / f"{quiz.id}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")
    return path


def _images(quiz: Quiz) -> Mapping[str, str]:
    """The images that the texts show, as data: addresses, so that the page is one file."""
    images: dict[str, str] = {}
    for text in _texts(quiz):
        for words in text.values():
            for name in _IMAGE.findall(words):
                images.setdefault(name, _data(quiz.path.parent / name))
    return images


def _data(path: Path) -> str:
    kind = _TYPES.get(path.suffix.lower())
    if kind is None:
        raise CourseError([Problem(path, f"is no image; there are {', '.join(_TYPES)}")])
    data = path.read_bytes()
    if len(data) > _LARGEST_IMAGE:
        raise CourseError([Problem(path, f"is larger than {_LARGEST_IMAGE:,} bytes")])
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"


def _texts(quiz: Quiz) -> Iterator[Text]:
    """All that the page shows of its authors' texts."""
    if quiz.description is not None:
        yield quiz.description
    for question in quiz.questions:
        shown = view(question, plain_variant(question))
        solved = solution(shown)
        yield shown.prompt
        yield from question.references
        for options in solved.lists.values():
            for option in options:
                yield option.text
                yield from option.verdict.feedback if option.verdict else ()
        for known in solved.known_wrong:
            yield from known.feedback
        yield from (text for text, _ in shown.hints)
        if solved.explanation is not None:
            yield solved.explanation
