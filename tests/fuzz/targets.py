"""What is fuzzed: each target reads bytes and says whether they gave a result or were refused.

A target returns RESULT or REFUSAL. Whatever else it does is a fault of ours: any exception, more
than SECONDS of CPU time, more than MEGABYTES of memory. A refusal has a text of some length that
steers no terminal.
"""

from __future__ import annotations

import functools
import json
import shutil
import socket
import struct
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from autograder.box import wire
from autograder.box.inside import frames
from autograder.box.inside.values import MalformedError
from autograder.box.link import ClosedError, Link
from autograder.box.reply import Returned
from autograder.course.loader import load_course
from autograder.course.model import Limits
from autograder.course.roster import read_roster
from autograder.errors import CourseError, SubmissionError, UsageError
from autograder.grading import names
from autograder.grading.intake import read_notebook, read_submissions
from autograder.grading.values import MisfitError, agrees, fitted, leaves, same, shapes, tolerance
from autograder.quiz.check import check_quiz
from autograder.quiz.load import load_quiz
from autograder.quiz.model import Question, Variant
from autograder.quiz.outputs import with_outputs
from autograder.quiz.questions import judge
from autograder.quiz.questions.code_output import digest
from autograder.quiz.variant import plain_variant
from tests.quiz.bank import quiz_text

RESULT, REFUSAL = "result", "refusal"
SECONDS = 10.0
MEGABYTES = {
    "reply": 300, "notebook": 300, "archive": 300, "course": 300, "roster": 300,
    "quiz": 200, "answer": 200,
}  # fmt: skip
ROOT = Path(__file__).parents[2]
CORPUS = Path(__file__).parent / "corpus"

_REPLY_BYTES = 1 << 20
_ARGUMENTS = (2, 2)
"""Of the calls that wait for a reply."""
_EXPECTED: tuple[Any, ...] = (
    np.zeros((2, 3)),
    np.float64(1.5),
    (np.zeros(3), np.float64(0.0)),
    ((np.ones((0, 2)), np.ones(1)), np.zeros((1, 1))),
)
_UNSET = 0x80
"""Of the first byte of a reply: the frame's prefix is made to fit what follows."""


def reply(data: bytes) -> str:
    """What a submission writes to its socket: the kind that is waited for, then the stream.

    The kind is the first byte; without its highest bit a header ends at the first zero byte and
    the payload follows, so that no fuzzer has to find out how prefixes count.
    """
    if not data:
        return REFUSAL
    kind, stream = data[0], data[1:]
    if not kind & _UNSET:
        header, _, payload = stream.partition(b"\0")
        stream = struct.pack(">4sIQ", frames.MARK, len(header), len(payload)) + header + payload
    ours, theirs = socket.socketpair()
    link = Link(ours)
    try:
        theirs.setblocking(False)
        try:
            theirs.send(stream)
        except BlockingIOError:
            return REFUSAL
        theirs.close()
        _read_stream(link, kind % 4)
    except (MalformedError, ClosedError):
        return REFUSAL
    finally:
        theirs.close()
        link.close()
    return RESULT


def _read_stream(link: Link, kind: int) -> None:
    header, payload = link.receive(lambda: 0.0, _REPLY_BYTES)
    if kind == 0:
        wire.cell_report(header, 1, wire.MAX_TEXT)
    elif kind == 1:
        wire.calls_to(header)
    else:
        documents = wire.answers(header, len(_ARGUMENTS))
        replies, _ = wire.replies(documents, payload, _ARGUMENTS, _REPLY_BYTES)
        for answer in replies:
            if isinstance(answer, Returned):
                for expected in _EXPECTED:
                    _compare(answer.value, expected)


def _compare(value: Any, expected: Any) -> None:
    """As a hidden test does with a student's value."""
    arrays = leaves(expected)
    labels = [f"r{number}" for number in range(len(arrays))]
    same(value, expected)
    same(value, value)
    shapes(labels, [value])
    try:
        found = fitted(value, expected, labels)
    except MisfitError as misfit:
        _check_text(str(misfit))
        return
    for label, array in zip(labels, arrays, strict=True):
        got = found[label]
        if isinstance(got, MisfitError):
            _check_text(str(got))
        else:
            agrees(got, array, tolerance(array))


def notebook(data: bytes) -> str:
    """The bytes of one notebook."""
    try:
        cells = read_notebook(data)
    except SubmissionError as error:
        _check_text(str(error), error.text.in_language("ko"))
        return REFUSAL
    for cell in cells:
        cell.source.encode()
    return RESULT


def archive(data: bytes) -> str:
    """The bytes of a zip of submissions."""
    path = _folder() / "sent.zip"
    path.write_bytes(data)
    try:
        found = read_submissions(path, "tiny", Limits(notebook_mb=1))
    except UsageError as error:
        _check_text(str(error))
        return REFUSAL
    assert len({one.student for one in found}) == len(found)
    for one in found:
        assert names.display(one.student) == one.student, one.student
        assert not (one.refusal and one.data)
        if one.refusal:
            _check_text(str(one.refusal))
    return RESULT


def course(data: bytes) -> str:
    """A course.yaml, beside all the files that the one of the tiny course names."""
    folder = _course()
    (folder / "course.yaml").write_bytes(data)
    return _or_problems(lambda: load_course(folder))


def roster(data: bytes) -> str:
    """A roster, as a spreadsheet may save it."""
    path = _folder() / "roster.csv"
    path.write_bytes(data)
    return _or_problems(lambda: read_roster(path, ("en", "ko")))


def quiz(data: bytes) -> str:
    """A file of quizzes/: read, and checked if it can be read."""
    path = _folder() / "quiz.yaml"
    path.write_bytes(data)
    return _or_problems(lambda: _checked_quiz(path))


def _checked_quiz(path: Path) -> None:
    for problem in check_quiz(load_quiz(path, ("en", "ko")), None):
        _check_text(problem.message)


def answer(data: bytes) -> str:
    """What a student sends: the first byte chooses the question, the rest is JSON or a text."""
    if not data:
        return REFUSAL
    asked = questions()
    question, variant = asked[data[0] % len(asked)]
    text = data[1:].decode("utf-8", "surrogateescape")
    try:
        sent = json.loads(text)
    except (ValueError, RecursionError):
        sent = text
    verdict = judge(question, variant, sent)
    assert 0 <= verdict.share <= 1
    assert not (verdict.correct and verdict.share < 1)
    for said in (*verdict.feedback, *([verdict.error] if verdict.error else [])):
        _check_text(said.in_language("en"), said.in_language("ko"))
    return REFUSAL if verdict.error else RESULT


@functools.cache
def questions() -> list[tuple[Question, Variant]]:
    """One question of each case of tests/quiz/cases: every type is among them."""
    found = []
    for case in sorted((ROOT / "tests/quiz/cases").glob("*/*.yaml")):
        path = _folder() / "quiz.yaml"
        path.write_text(quiz_text(case.read_text("utf-8").split("\n---\n")[0]), encoding="utf-8")
        asked = load_quiz(path, ("en", "ko"))
        if asked.questions[0].type == "code_output":
            source = asked.questions[0].payload.source(plain_variant(asked.questions[0]))
            asked = with_outputs(asked, {digest(source): "[1. 2.]\n"})
        found.append((asked.questions[0], plain_variant(asked.questions[0])))
    return found


def _or_problems(read: Callable[[], object]) -> str:
    try:
        read()
    except CourseError as error:
        _check_text(str(error), *(problem.message for problem in error.problems))
        return REFUSAL
    return RESULT


def _check_text(*texts: str) -> None:
    for text in texts:
        assert text.strip()
        assert wire.plain_text(text, len(text)) == text, text


@functools.cache
def _folder() -> Path:
    """One for the process, removed at its end."""
    made = tempfile.TemporaryDirectory(prefix="autograder-fuzz-")
    _kept.append(made)
    return Path(made.name).resolve()


@functools.cache
def _course() -> Path:
    folder = _folder() / "course"
    shutil.copytree(
        ROOT / "tests/tinycourse", folder, ignore=shutil.ignore_patterns(".autograder", "__py*")
    )
    return folder


_kept: list[tempfile.TemporaryDirectory[str]] = []

TARGETS: dict[str, Callable[[bytes], str]] = {
    target.__name__: target for target in (reply, notebook, archive, course, roster, quiz, answer)
}
