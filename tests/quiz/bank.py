"""Quizzes for tests: from the text of one question, or from a folder of cases."""

from __future__ import annotations

import textwrap
from pathlib import Path

from autograder.errors import CourseError
from autograder.quiz.load import load_quiz

CASES = Path(__file__).parent / "cases"
DOCS = Path(__file__).parents[2] / "docs"
LANGUAGES = ("en", "ko")


def quiz_text(*questions, head=""):
    """A quiz file with these questions, each the lines of its mapping."""
    entries = ["- " + textwrap.indent(question.strip("\n"), "  ")[2:] for question in questions]
    return f"id: quiz\nversion: '1'\ntitle: A quiz\n{head}questions:\n" + "\n".join(entries) + "\n"


def load_text(folder, text, languages=LANGUAGES):
    path = Path(folder) / "quiz.yaml"
    path.write_text(text, encoding="utf-8")
    return load_quiz(path, languages)


def load_one(folder, question):
    (found,) = load_text(folder, quiz_text(question)).questions
    return found


def faults(folder, text):
    """The problems of a quiz that has some, as (line, column, message)."""
    try:
        load_text(folder, text)
    except CourseError as error:
        return [(problem.line, problem.column, problem.message) for problem in error.problems]
    return []
