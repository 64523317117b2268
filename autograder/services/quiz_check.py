"""Prove quizzes before anybody takes them, and keep what their snippets print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.box.box import Box
from autograder.course.model import Course
from autograder.errors import CourseError, Problem
from autograder.quiz.check import check_quiz
from autograder.quiz.load import FOLDER, read_outputs
from autograder.quiz.model import Quiz
from autograder.quiz.outputs import compute_outputs, with_outputs, write_outputs
from autograder.quiz.questions.code_output import CodeOutput
from autograder.services.quizzes import open_quizzes


@dataclass(frozen=True)
class QuizCheck:
    """What `check_quizzes` found."""

    quizzes: tuple[Quiz, ...]
    """Those that could be read, with their outputs."""
    problems: tuple[Problem, ...]
    """Of all files, in the order of the files."""


def check_quizzes(
    course: Course,
    quiz_id: str | None = None,
    *,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> QuizCheck:
    """Check the named quiz, or each; the box runs snippets only if there are any.

    What the snippets print is written to quizzes/outputs.json. The author of a snippet is the
    course's, so any level of isolation will do. Raises UsageError, CourseError for outputs that
    were edited by hand, and PlatformError.
    """
    opened = list(open_quizzes(course, quiz_id))
    folder = course.root / FOLDER
    outputs = {} if quiz_id is None else read_outputs(folder)
    kept = dict(outputs)
    quizzes: list[Quiz] = []
    problems: list[Problem] = []
    with ExitStack() as stack:
        box: Box | None = None
        for done, (quiz, faults) in enumerate(opened, start=1):
            problems += faults
            if quiz is not None:
                if box is None and _has_snippets(quiz):
                    box = stack.enter_context(Box.start(trust=True))
                checked, found, computed = _check(quiz, box)
                quizzes.append(checked)
                problems += found
                kept |= computed
            progress(done, len(opened))
    whole = quiz_id is None and len(quizzes) == len(opened)
    _keep(folder, kept if whole else {**_readable(folder), **kept})
    return QuizCheck(tuple(quizzes), tuple(problems))


def _has_snippets(quiz: Quiz) -> bool:
    return any(question.type == CodeOutput.name for question in quiz.questions)


def _check(quiz: Quiz, box: Box | None) -> tuple[Quiz, list[Problem], dict[str, str]]:
    """The quiz with its outputs, its faults, and the outputs by digest."""
    if box is None or not _has_snippets(quiz):
        return quiz, check_quiz(quiz, None), {}
    outputs, problems = compute_outputs(quiz, box)
    quiz = with_outputs(quiz, outputs)
    failing = {problem.line for problem in problems}
    running = [question for question in quiz.questions if question.line not in failing]
    others = check_quiz(replace(quiz, questions=tuple(running)), None)
    return quiz, _by_line([*problems, *others]), outputs


def _by_line(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: problem.line or 0)


def _readable(folder: Path) -> dict[str, str]:
    """The outputs on file; none where they cannot be read, so that they are written anew."""
    try:
        return read_outputs(folder)
    except CourseError:
        return {}


def _keep(folder: Path, outputs: Mapping[str, str]) -> None:
    """Only if something changed: the file is under version control."""
    if _readable(folder) != outputs:
        write_outputs(folder, outputs)
