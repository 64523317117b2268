"""A file of answers, CSV or YAML -> rows that are checked: student, question, answer."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course.checked import suggestion
from autograder.course.yaml import Document, Node
from autograder.errors import CourseError, Problem, UsageError
from autograder.quiz.model import Answer, Quiz

_NEEDED = ("student", "question", "answer")
_KNOWN = (*_NEEDED, "attempt", "hints")
_MOST = 200_000
"""Rows of one file."""
_MOST_BYTES = 64_000_000


@dataclass(frozen=True)
class Row:
    """One answer. `line` is where it stands."""

    student: str
    question: str
    answer: Answer
    attempt: int
    hints: int
    line: int


def read_answers(path: Path, quiz: Quiz) -> tuple[Row, ...]:
    """The rows of the file, by their order; YAML if its name ends in .yaml or .yml, else CSV.

    Both have `student`, `question` and `answer`, and may have `attempt` (1 if left out) and `hints`
    (how many were taken). Raises UsageError with every problem of the file.
    """
    try:
        lines = _yaml_rows(path) if path.suffix in (".yaml", ".yml") else _csv_rows(path)
        rows, problems = _checked(lines, path, quiz)
    except CourseError as error:
        raise UsageError(str(error)) from None
    if problems:
        raise UsageError("\n".join(str(problem) for problem in problems))
    return tuple(rows)


def _csv_rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    reader = csv.DictReader(io.StringIO(_csv_text(path), newline=""), strict=True)
    try:
        names = [(name or "").strip() for name in reader.fieldnames or ()]
        _check_names(names, path)
        reader.fieldnames = names
        for count, row in enumerate(reader):
            if count == _MOST:
                raise _fault(path, f"more than {_MOST} answers", reader.line_num)
            if None in row:
                raise _fault(path, "more cells than columns; quote commas", reader.line_num)
            yield reader.line_num, {name: value for name, value in row.items() if value is not None}
    except csv.Error as error:
        raise _fault(path, f"this is no CSV: {error}", reader.line_num) from None


def _csv_text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise CourseError([Problem(path, f"cannot be read: {error.strerror}")]) from error
    if len(data) > _MOST_BYTES:
        raise CourseError([Problem(path, f"is longer than {_MOST_BYTES:,} bytes")])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _fault(path, "is not UTF-8 text; save it as CSV UTF-8", line) from None


def _yaml_rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    document = Document.open(path)
    if document.problems:
        raise CourseError(document.problems)
    root = document.root
    if root is None or not isinstance(root.value, list):
        raise _fault(path, "expected a list: '- {student: s001, question: ..., answer: ...}'", 1)
    for node in root.value:
        row = node.plain()
        if not isinstance(row, dict):
            raise _fault(path, "expected 'student', 'question' and 'answer'", node.mark.line)
        _check_names(list(row), path, node.mark.line)
        assert isinstance(node.value, dict)
        yield node.mark.line, {**row, **_as_text(node.value)}


def _as_text(row: Mapping[str, Node]) -> dict[str, str]:
    """Names as they are written: student 012 is no number."""
    return {name: row[name].written for name in ("student", "question") if row[name].written}


def _check_names(names: list[str], path: Path, line: int = 1) -> None:
    for name in names:
        if name not in _KNOWN:
            raise _fault(path, f"unknown column {name!r}" + suggestion(name, _KNOWN), line)
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise _fault(path, f"the column {missing[0]!r} is missing", line)


def _checked(
    lines: Iterator[tuple[int, Mapping[str, Any]]], path: Path, quiz: Quiz
) -> tuple[list[Row], list[Problem]]:
    rows: list[Row] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, str, int], int] = {}
    ids = [question.id for question in quiz.questions]
    for line, row in lines:
        student, question = str(row["student"]).strip(), str(row["question"]).strip()
        attempt, hints = _count(row.get("attempt"), 1), _count(row.get("hints"), 0)
        fault = ""
        if not student:
            fault = "the student is missing"
        elif question not in ids:
            fault = f"{quiz.id} has no question {question!r}" + suggestion(question, ids)
        elif attempt is None or attempt < 1 or hints is None:
            fault = "attempt and hints are whole numbers"
        elif (before := seen.setdefault((student, question, attempt), line)) != line:
            fault = f"{student} answers {question} in line {before} already"
        if fault:
            problems.append(Problem(path, fault, line=line))
        else:
            assert attempt is not None
            assert hints is not None
            rows.append(Row(student, question, row["answer"], attempt, hints, line))
    return rows, problems


def _count(value: object, otherwise: int) -> int | None:
    if value is None or value == "":
        return otherwise
    if isinstance(value, bool) or not str(value).isascii() or not str(value).isdecimal():
        return None
    return min(int(str(value)[:9]), 10_000)


def _fault(path: Path, message: str, line: int) -> CourseError:
    return CourseError([Problem(path, message, line=line)])
