"""The quizzes of a course by their ids, found before they are read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from autograder.course.model import Course
from autograder.errors import CourseError, Problem, UsageError
from autograder.quiz.load import FOLDER, load_quiz
from autograder.quiz.model import Quiz
from autograder.services.opened import unknown


def quiz_paths(course: Course, quiz_id: str | None = None) -> Mapping[str, Path]:
    """The files of the course's quizzes by id, or the one of `quiz_id`. Raises UsageError."""
    folder = course.root / FOLDER
    paths = {path.stem: path for path in sorted(folder.glob("*.yaml"))}
    if quiz_id is None:
        if not paths:
            raise UsageError(f"there are no quizzes in {folder}")
        return paths
    if quiz_id not in paths:
        raise UsageError(unknown("quiz", quiz_id, paths))
    return {quiz_id: paths[quiz_id]}


def open_quiz(course: Course, quiz_id: str) -> Quiz:
    """The quiz with this id. Raises UsageError, and CourseError for a file with faults."""
    return load_quiz(quiz_paths(course, quiz_id)[quiz_id], course.languages)


def open_quizzes(
    course: Course, quiz_id: str | None = None
) -> Iterator[tuple[Quiz | None, tuple[Problem, ...]]]:
    """Each quiz, or None with the problems of its file. Raises UsageError."""
    for path in quiz_paths(course, quiz_id).values():
        try:
            yield load_quiz(path, course.languages), ()
        except CourseError as error:
            yield None, error.problems


def quiz_digest(quiz: Quiz) -> str:
    """By which scores know the state of the quiz that they are of: SHA-256 of its file."""
    return hashlib.sha256(quiz.path.read_bytes()).hexdigest()
