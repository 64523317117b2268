"""Which of the files below a place are whose notebook."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from autograder.errors import SubmissionError
from autograder.grading import names, refusals
from autograder.grading.entries import Entry

_SUBMITTED = "submitted"
_MAX_WRAPPERS = 3


@dataclass(frozen=True)
class Candidate:
    """A student's name as it stands in the path, and the file that was sent under it."""

    student: str
    entry: Entry
    refusal: SubmissionError | None = None


def candidates(
    entries: Sequence[Entry],
    assignment_id: str,
    people: Container[str] = (),
    others: Container[str] = (),
) -> Iterator[Candidate]:
    """Every notebook that was sent for the assignment, and every folder that lacks one.

    The folder of one of the `people` is theirs, whatever other names stand in it; `others` are the
    course's other assignments.
    """
    inside = _unwrapped(entries, assignment_id, people)
    folders: dict[str, list[Entry]] = {}
    for entry in inside:
        top = entry.parts[0]
        if len(entry.parts) > 1 or (entry.is_folder and not entry.is_notebook):
            folders.setdefault(top, []).append(entry)
        elif entry.is_notebook:
            yield Candidate(names.normal(top[: -len(".ipynb")]), entry)
        elif entry.is_link:
            yield Candidate(names.normal(top), entry)
        elif _is_packed(entry):
            shown = names.display(top)
            yield Candidate(names.normal(top[:-4]), entry, refusals.packed(shown))
    for folder, content in folders.items():
        yield from _in_folder(names.normal(folder), content, assignment_id, others)


def passed_over(
    entries: Sequence[Entry], assignment_id: str, people: Container[str] = ()
) -> list[str]:
    """The names of files that lie where submissions do and are none; what is in a student's own
    folder is the student's.
    """
    return sorted(
        names.display(entry.parts[0])
        for entry in _unwrapped(entries, assignment_id, people)
        if len(entry.parts) == 1 and not _may_be_sent(entry) and not _is_packed(entry)
    )


def _is_packed(entry: Entry) -> bool:
    return entry.name.lower().endswith(".zip")


def _in_folder(
    student: str, content: Sequence[Entry], assignment_id: str, others: Container[str]
) -> Iterator[Candidate]:
    expected = f"{assignment_id}.ipynb"
    notebooks = [entry for entry in content if entry.is_notebook]
    near = [e for e in notebooks if len(e.parts) == 2 or e.parts[1:-1] == (assignment_id,)]
    # Whoever packed a folder of their own has the notebook one deeper.
    deep = [e for e in notebooks if not _is_of_another(e, others)]
    if named := _called(near or deep, expected):
        yield from (Candidate(student, entry) for entry in named)
    elif len(near) == 1:
        yield Candidate(student, near[0])
    elif near:
        yield Candidate(student, content[0], refusals.several_notebooks(expected))
    elif not _is_for_others(content, notebooks, assignment_id, others):
        yield Candidate(student, content[0], refusals.no_notebook(expected))


def _called(notebooks: Sequence[Entry], expected: str) -> list[Entry]:
    return [entry for entry in notebooks if names.normal(entry.name).lower() == expected]


def _is_for_others(
    content: Sequence[Entry],
    notebooks: Sequence[Entry],
    assignment_id: str,
    others: Container[str],
) -> bool:
    """Whether the folder is nbgrader's and the student sent only other assignments."""
    ours = any(len(e.parts) > 1 and e.parts[1] == assignment_id for e in content)
    return not ours and any(_is_of_another(entry, others) for entry in notebooks)


def _is_of_another(entry: Entry, others: Container[str]) -> bool:
    """Whether it lies where nbgrader puts another assignment's, known to the course or not."""
    folder = entry.parts[1]
    return folder in others or entry.parts[2:] == (f"{folder}.ipynb",)


def _unwrapped(entries: Sequence[Entry], assignment_id: str, people: Container[str]) -> list[Entry]:
    """The entries without the folders that only hold the students' files."""
    inside = [entry for entry in entries if entry.parts]
    beside: list[Entry] = []
    for _ in range(_MAX_WRAPPERS):
        tops = {entry.parts[0] for entry in inside if _may_be_sent(entry)}
        below = [entry for entry in inside if len(entry.parts) > 1]
        if _SUBMITTED in tops and any(entry.parts[0] == _SUBMITTED for entry in below):
            beside += _sent_beside(inside, assignment_id, people)
            theirs = {_sender(entry) for entry in beside if entry.is_notebook}
            below = [entry for entry in below if entry.parts[0] == _SUBMITTED]
            # Whoever calls their folder so hands in for nobody whose own lies beside it.
            below = [entry for entry in below if _sender(entry, 1) not in theirs]
        elif len(tops) != 1 or names.normal(*tops) in people or not _wraps(below, assignment_id):
            break
        inside = [replace(entry, parts=entry.parts[1:]) for entry in below]
    return beside + inside


def _sent_beside(
    entries: Sequence[Entry], assignment_id: str, people: Container[str]
) -> list[Entry]:
    """What students sent beside a folder `submitted`, which may be one student's doing. nbgrader's
    own folders beside it have nobody's name and hold no assignment's notebook directly.
    """
    notebooks = [entry for entry in entries if entry.is_notebook]
    sent = _called([e for e in notebooks if len(e.parts) == 2], f"{assignment_id}.ipynb")
    folders = {entry.parts[0] for entry in sent}
    folders |= {entry.parts[0] for entry in entries if names.normal(entry.parts[0]) in people}
    folders -= {_SUBMITTED}
    return [
        entry
        for entry in entries
        if entry.parts[0] in folders or (len(entry.parts) == 1 and entry.is_notebook)
    ]


def _sender(entry: Entry, depth: int = 0) -> str:
    """Whose the entry is, by its name or its folder's at this depth."""
    name = entry.parts[depth]
    is_file = len(entry.parts) == depth + 1 and entry.is_notebook
    return names.normal(name[: -len(".ipynb")] if is_file else name)


def _may_be_sent(entry: Entry) -> bool:
    return len(entry.parts) > 1 or entry.is_folder or entry.is_notebook or entry.is_link


def _wraps(below: Sequence[Entry], assignment_id: str) -> bool:
    """Whether the one folder holds students rather than being one."""
    notebooks = [entry for entry in below if entry.is_notebook]
    direct = [entry for entry in notebooks if len(entry.parts) == 2]
    if any(names.normal(entry.name).lower() == f"{assignment_id}.ipynb" for entry in direct):
        return False
    return len(direct) > 1 or any(
        len(entry.parts) > 2 and entry.parts[1] != assignment_id for entry in notebooks
    )
