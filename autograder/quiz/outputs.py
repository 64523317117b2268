"""What the snippets of a quiz print: run in the box, kept by the digest of the code."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.box.box import Box
from autograder.box.reply import CellReport
from autograder.errors import Problem
from autograder.quiz.load import OUTPUTS
from autograder.quiz.model import Question, Quiz
from autograder.quiz.questions.code_output import CodeOutput, Snippet, digest
from autograder.quiz.variant import plain_variant

MAX_OUTPUT = 2_000


@dataclass(frozen=True)
class _Cell:
    number: int
    source: str


def compute_outputs(quiz: Quiz, box: Box) -> tuple[dict[str, str], list[Problem]]:
    """The outputs of every variant of every snippet by digest, and what keeps one from running.

    Raises PlatformError if the box itself fails.
    """
    outputs: dict[str, str] = {}
    problems: list[Problem] = []
    for question, source in _sources(quiz):
        if digest(source) in outputs:
            continue
        with box.open([_Cell(1, source)]) as run:
            report = run.cells[0]
        fault = _fault(report)
        if fault:
            message = f"{question.id}: {fault}"
            problems.append(Problem(quiz.path, message, line=question.line or None))
        else:
            outputs[digest(source)] = report.printed
    return outputs, problems


def with_outputs(quiz: Quiz, outputs: Mapping[str, str]) -> Quiz:
    """The quiz with these outputs in place of those it was loaded with."""
    return replace(
        quiz,
        questions=tuple(
            replace(question, payload=replace(question.payload, outputs=outputs))
            if question.type == CodeOutput.name
            else question
            for question in quiz.questions
        ),
    )


def write_outputs(folder: Path, outputs: Mapping[str, str]) -> Path:
    """Keeps the outputs of all quizzes of this folder, and no others; returns the file.

    Raises OSError.
    """
    path = folder / OUTPUTS
    text = json.dumps(dict(outputs), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    new = path.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)
    return path


def _sources(quiz: Quiz) -> Iterator[tuple[Question, str]]:
    for question in quiz.questions:
        if question.type == CodeOutput.name:
            snippet: Snippet = question.payload
            for number in range(len(question.variants)):
                yield question, snippet.source(plain_variant(question, number))


def _fault(report: CellReport) -> str:
    if report.error is not None:
        return f"the code ends with {report.error.type}: {report.error.message}"
    if report.timed_out or report.left_out:
        return "the code does not come to its end"
    if report.skipped:
        return f"the code holds a line that is no Python: {report.skipped[0]}"
    if not report.printed.strip():
        return "the code prints nothing"
    if len(report.printed) > MAX_OUTPUT:
        return f"the code prints more than {MAX_OUTPUT} characters"
    return ""
