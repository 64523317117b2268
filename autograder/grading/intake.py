"""Where submissions lie -> each of them exactly once, its bytes or why it is refused.

Read are a folder, a zip or one notebook; in a folder or zip `<student>.ipynb`,
`<student>/<id>.ipynb` and nbgrader's `submitted/<student>/<id>/<id>.ipynb`, mixed at will.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.course.model import Limits
from autograder.errors import SubmissionError, UsageError
from autograder.grading import layout, names, refusals
from autograder.grading.archive import Archive, is_zip
from autograder.grading.entries import Entry, file_entry, folder_entries
from autograder.grading.layout import Candidate, candidates
from autograder.grading.notebook import Cell, read_notebook

__all__ = ["Cell", "Submission", "each_submission", "read_notebook", "read_submissions"]

_MOST_TOLD = 5
"""Notebooks of one student besides the one that counts. Each is a line in every table and a page;
names may differ in their spaces alone, in nineteen thousand ways."""


@dataclass(frozen=True)
class Submission:
    """What one student sent. `refusal` says why it is not graded; `data` is then empty."""

    student: str
    """The name of the file or folder, safe to show."""
    source: str
    """Where it was found, for staff."""
    data: bytes
    refusal: SubmissionError | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes received, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


def read_submissions(path: Path, assignment_id: str, limits: Limits) -> list[Submission]:
    """All of `each_submission` at once."""
    return list(each_submission(path, assignment_id, limits))


def each_submission(
    path: Path,
    assignment_id: str,
    limits: Limits,
    passed_over: list[str] | None = None,
    people: Container[str] = (),
    others: Container[str] = (),
) -> Iterator[Submission]:
    """Every submission at `path`, ordered by student, each read when its turn comes.

    A faulty one carries its refusal and never stops the others. Of several notebooks of one
    student the latest counts; some others are there under a name of their own, refused. The
    names of files that are no notebooks go to `passed_over`. A folder with the name of one of the
    `people` is theirs; `others` are the course's other assignments. Raises UsageError if `path` is
    nothing that submissions could be in.
    """
    limit = limits.notebook_mb * 2**20
    if path.is_dir():
        entries = folder_entries(path)
        found = list(candidates(entries, assignment_id, people, others))
        _note(entries, assignment_id, passed_over, people)
        yield from _submissions(found, assignment_id, limit, str(path))
    elif path.is_symlink() or path.suffix.lower() == ".ipynb":
        yield _single(path, assignment_id, limit)
    elif path.is_file() and is_zip(path):
        with Archive(path) as archive:
            entries = archive.entries()
            found = list(candidates(entries, assignment_id, people, others))
            _note(entries, assignment_id, passed_over, people)
            yield from _submissions(found, assignment_id, limit, str(path), archive.outside())
    elif not path.exists():
        raise UsageError(f"{path} does not exist; name a folder, a zip or a notebook")
    else:
        raise UsageError(f"{path} is no folder, zip or .ipynb file")


def _note(
    entries: Sequence[Entry],
    assignment_id: str,
    passed_over: list[str] | None,
    people: Container[str],
) -> None:
    if passed_over is not None:
        passed_over += layout.passed_over(entries, assignment_id, people)


def _single(path: Path, assignment_id: str, limit: int) -> Submission:
    if not os.path.lexists(path):
        raise UsageError(f"{path} does not exist; name a folder, a zip or a notebook")
    path = path.absolute()
    student = path.stem
    if student == assignment_id:
        # <student>/<id>.ipynb or <student>/<id>/<id>.ipynb
        folder = path.parent.parent if path.parent.name == assignment_id else path.parent
        student = folder.name or student
    return _submission(Candidate(names.normal(student), file_entry(path)), str(path.parent), limit)


def _submissions(
    sent: Sequence[Candidate],
    assignment_id: str,
    limit: int,
    where: str,
    outside: Sequence[str] = (),
) -> Iterator[Submission]:
    found = _once(sent)
    refused = [
        Submission(names.display(name), where, b"", refusals.outside_archive()) for name in outside
    ]
    if not found and not refused:
        raise UsageError(
            f"{where} holds no submissions; expected <student>.ipynb,"
            f" <student>/{assignment_id}.ipynb or submitted/<student>/{assignment_id}/"
        )
    waiting: list[tuple[str, bool, Candidate | Submission]] = [
        *((names.display(one.student), not _may_count(one), one) for one in found),
        *((one.student, True, one) for one in refused),
    ]
    taken: set[str] = set()
    # Those that are refused come behind the one that counts, with numbers.
    for name, _, one in sorted(waiting, key=lambda each: each[:2]):
        submission = one if isinstance(one, Submission) else _submission(one, where, limit)
        yield replace(submission, student=_distinct(name, taken))


def _once(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, with all but the latest of each student refused: a few are told of."""
    latest: dict[str, Candidate] = {}
    for one in found:
        kept = latest.setdefault(one.student, one)
        if (one.refusal is None, one.entry.modified) > (kept.refusal is None, kept.entry.modified):
            latest[one.student] = one
    once: list[Candidate] = []
    told: Counter[str] = Counter()
    for one in found:
        kept = latest[one.student]
        if one is kept:
            once.append(one)
        elif told[one.student] < _MOST_TOLD:
            told[one.student] += 1
            once.append(replace(one, refusal=refusals.superseded(_shown(kept.entry))))
    return once


def _submission(candidate: Candidate, where: str, limit: int) -> Submission:
    student = candidate.student
    source = f"{where}/{_shown(candidate.entry)}"
    try:
        if candidate.refusal is not None:
            raise candidate.refusal
        if not names.is_safe(student):
            raise refusals.bad_name()
        data = candidate.entry.read(limit)
        if not data:
            raise refusals.empty()
    except SubmissionError as refusal:
        return Submission(names.display(student), source, b"", refusal)
    return Submission(student, source, data)


def _shown(entry: Entry) -> str:
    return "/".join(map(names.display, entry.parts))


def _may_count(candidate: Candidate) -> bool:
    """Whether it is not refused before it is read."""
    return candidate.refusal is None and names.is_safe(candidate.student)


def _distinct(name: str, taken: set[str]) -> str:
    """The name, with a number behind it if it was given out before."""
    student, count = name, 1
    while student in taken:
        count += 1
        student = f"{name} #{count}"
    taken.add(student)
    return student
