"""The files and folders below a place, each with a way to read it that follows no link."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from autograder.errors import UsageError
from autograder.grading import refusals

MAX_ENTRIES = 20_000
MAX_DEPTH = 7
SUBMITTED = "submitted"
"""nbgrader's folder of all submissions, beside its others."""
MACOS_LEAVES = "__MACOSX"
MOST_OF_ONE = 400
"""Entries listed of what one student sent."""
_NO_FOLLOW = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC
_FOLDER = _NO_FOLLOW | os.O_DIRECTORY
# A FIFO would block, a terminal would become ours.
_FILE = _NO_FOLLOW | os.O_NONBLOCK | os.O_NOCTTY

Read = Callable[[int], bytes]
"""At most so many bytes; raises SubmissionError if there are more, or if it is no plain file."""


@dataclass(frozen=True)
class Entry:
    """A file or folder; `parts` are the names that lead to it."""

    parts: tuple[str, ...]
    is_folder: bool
    modified: float
    read: Read
    is_link: bool = False
    """A link is no folder, wherever it leads; reading it is refused."""

    @property
    def name(self) -> str:
        return self.parts[-1]

    @property
    def is_notebook(self) -> bool:
        return self.name.lower().endswith(".ipynb")


def file_entry(path: Path) -> Entry:
    """One file by its path; its last part is not followed if it is a link."""
    modified = path.lstat().st_mtime
    return Entry((path.name,), False, modified, partial(_read, str(path.parent), (path.name,)))


def folder_entries(folder: Path) -> list[Entry]:
    """All below `folder`, as deep as submissions lie; raises UsageError if there are too many.

    Of what one student sent only so much is listed: nobody's environment or data stops the batch.
    """
    found: list[Entry] = []
    for entry in _walk(str(folder.resolve()), (), MOST_OF_ONE):
        found.append(entry)
        if len(found) > MAX_ENTRIES:
            raise UsageError(f"{folder} holds more than {MAX_ENTRIES} files; name the right folder")
    return found


def _walk(root: str, above: tuple[str, ...], most: int) -> Iterator[Entry]:
    """What may be sent, then what lies below it, then all other files.

    A folder with others beside it is one student's: `most` entries of it are listed, and less of
    each folder in there. One that is alone may hold them all.
    """
    entries = _children(root, above)
    sent = [entry for entry in entries if entry.is_folder or entry.is_notebook or entry.is_link]
    yield from sent
    for entry in sent:
        if not entry.is_folder or entry.is_notebook or len(entry.parts) >= MAX_DEPTH:
            continue
        if len(sent) == 1 or entry.name == SUBMITTED:
            yield from _walk(root, entry.parts, most)
        else:
            yield from islice(_walk(root, entry.parts, most // 4), most)
    kept = set(map(id, sent))
    yield from (entry for entry in entries if id(entry) not in kept)


def _children(root: str, above: tuple[str, ...]) -> list[Entry]:
    try:
        folder = _open_folder(root, above)
    except OSError:
        return []  # the folder is there without content, and its student is told so
    try:
        with os.scandir(folder) as children:
            entries = [_entry(root, (*above, child.name), child) for child in _shown(children)]
    finally:
        os.close(folder)
    # Notebooks first: they are not to be lost behind what lies beside them.
    return sorted(entries, key=lambda entry: not entry.is_notebook)


def _shown(children: Iterable[os.DirEntry[str]]) -> Iterator[os.DirEntry[str]]:
    """But for what is hidden or macOS leaves behind; of each kind no more than anybody reads: a
    student may send a million empty files, and each entry takes half a kilobyte.
    """
    left = dict.fromkeys(("notebook", "folder", "other"), MAX_ENTRIES + 1)
    for child in children:
        if child.name.startswith(".") or child.name == MACOS_LEAVES:
            continue
        is_notebook = child.name.lower().endswith(".ipynb")
        is_folder = child.is_dir(follow_symlinks=False)
        kind = "notebook" if is_notebook else "folder" if is_folder else "other"
        left[kind] -= 1
        if left[kind] >= 0:
            yield child


def _entry(root: str, parts: tuple[str, ...], child: os.DirEntry[str]) -> Entry:
    try:
        modified = child.stat(follow_symlinks=False).st_mtime
    except OSError:  # Gone, or in a folder that may be listed alone: reading it will say so.
        modified = 0.0
    is_folder = child.is_dir(follow_symlinks=False)
    return Entry(parts, is_folder, modified, partial(_read, root, parts), child.is_symlink())


def _read(root: str, parts: tuple[str, ...], limit: int) -> bytes:
    try:
        folder = _open_folder(root, parts[:-1])
    except OSError:
        raise refusals.vanished() from None
    try:
        # Opening a device can do things, so it is looked at before as well as after.
        _check_kind(os.stat(parts[-1], dir_fd=folder, follow_symlinks=False))
        with os.fdopen(os.open(parts[-1], _FILE, dir_fd=folder), "rb") as file:
            status = os.fstat(file.fileno())
            _check_kind(status)
            # A buffer as large as the limit would cost more than the reading.
            data = file.read(min(limit, status.st_size) + 1)
            if len(data) > status.st_size:  # It is being written to.
                data += file.read(limit + 1 - len(data))
    except PermissionError:
        raise refusals.no_permission() from None
    except OSError:
        raise refusals.vanished() from None
    finally:
        os.close(folder)
    if len(data) > limit:
        raise refusals.too_large(limit)
    return data


def _open_folder(root: str, parts: tuple[str, ...]) -> int:
    """A descriptor reached one name at a time, so that no link on the way is followed."""
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    for name in parts:
        try:
            below = os.open(name, _FOLDER, dir_fd=folder)
        finally:
            os.close(folder)
        folder = below
    return folder


def _check_kind(status: os.stat_result) -> None:
    if stat.S_ISLNK(status.st_mode):
        raise refusals.link()
    if not stat.S_ISREG(status.st_mode):
        raise refusals.not_a_file()
