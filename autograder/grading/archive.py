"""A zip of submissions, read in memory and never unpacked to a disk."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise, takewhile
from pathlib import Path
from types import TracebackType

from autograder.errors import UsageError
from autograder.grading import refusals
from autograder.grading.entries import (
    MACOS_LEAVES,
    MAX_DEPTH,
    MAX_ENTRIES,
    MOST_OF_ONE,
    SUBMITTED,
    Entry,
)

MAX_TOTAL = 2**30
"""Bytes of all notebooks together that pack better than HONEST_RATIO, or HONEST_RATIO times the
archive's own if that is more. The others are no more than that by themselves: whatever else is in
the archive, a large class full of pictures is no bomb.
"""
HONEST_RATIO = 20
MAX_RATIO = 300
_HONEST_SIZE = 2**20
"""Bytes below which the ratio does not matter."""
_MOST_OUTSIDE = 5
"""Names told of one folder: each is a student of its own in every table."""
_DIRECTORY_BYTES_PER_ENTRY = 500
"""Files of short names take fifty, and fifteen times that in memory: 190,000 of them 140 MB."""
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, IndexError,
    NotImplementedError,
)  # fmt: skip
"""What zipfile raises over bytes that no zip program wrote."""


class Archive:
    """An open zip file. Use it as a context manager; its entries can be read until the end."""

    def __init__(self, path: Path) -> None:
        """Raises UsageError if it is no zip file, or one with too many entries."""
        self._left = max(MAX_TOTAL, HONEST_RATIO * path.stat().st_size)
        too_many = UsageError(f"{path} holds more than {MAX_ENTRIES} files; split it")
        self._bytes = _Bytes(path)
        try:
            self._file = zipfile.ZipFile(self._bytes)
            self._infos = self._file.infolist()
            if len(self._infos) > MAX_ENTRIES:  # One student's environment does not stop the batch.
                self._infos = [info for info in self._infos if _is_notebook(info)]
            if len(self._infos) > MAX_ENTRIES:
                self._infos = _few_of_each(self._infos)
            if len(self._infos) > MAX_ENTRIES:
                raise _TooManyError
            starts = sorted(info.header_offset for info in self._infos)
            spans = pairwise([*starts, self._file.start_dir])
            self._room = {start: end - start for start, end in spans}
        except _TooManyError:
            self._bytes.close()
            raise too_many from None
        except _UNREADABLE as error:
            self._bytes.close()
            raise UsageError(f"{path} cannot be read as a zip file; pack it again") from error

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._file.close()
        self._bytes.close()

    def entries(self) -> list[Entry]:
        """All files and folders, but for what macOS and editors leave behind."""
        found = [self._entry(info) for info in self._infos]
        return [entry for entry in found if entry is not None]

    def outside(self) -> list[str]:
        """The names of notebooks that would land outside of the archive's folder: a few of each
        folder, since on Linux whoever it is of may call thousands of files so.
        """
        taken: Counter[str] = Counter()
        found = []
        for name in (_name(info) for info in self._infos if _is_notebook(info)):
            if _leads_out(name):
                folder = name.split("/")[0]
                of_one = name if _leads_out(f"{folder}/") else folder
                taken[of_one] += 1
                if taken[of_one] <= _MOST_OUTSIDE:
                    found.append(name)
        return found

    def _entry(self, info: zipfile.ZipInfo) -> Entry | None:
        name = _name(info)
        if _leads_out(name):
            return None
        parts = tuple(part for part in name.split("/") if part not in ("", "."))
        if not 0 < len(parts) <= MAX_DEPTH:  # deeper than submissions lie
            return None
        if _is_left_behind(parts):
            return None

        def read(limit: int) -> bytes:
            return self._read(info, limit)

        is_link = stat.S_ISLNK(info.external_attr >> 16)
        return Entry(parts, name.endswith("/"), _modified(info), read, is_link)

    def _read(self, info: zipfile.ZipInfo, limit: int) -> bytes:
        mode = info.external_attr >> 16
        if stat.S_ISLNK(mode):
            raise refusals.link()
        if _name(info).endswith("/") or (stat.S_IFMT(mode) and not stat.S_ISREG(mode)):
            raise refusals.not_a_file()
        if info.flag_bits & _ENCRYPTED:
            raise refusals.encrypted()
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise refusals.unknown_compression()
        if info.file_size > limit:
            raise refusals.too_large(limit)
        # No more than what lies there: one that claims more would pass for honest.
        packed = max(min(info.compress_size, self._room.get(info.header_offset, 0)), 1)
        if info.file_size > HONEST_RATIO * packed:
            ratio = info.file_size / packed
            if info.file_size > self._left or (info.file_size > _HONEST_SIZE and ratio > MAX_RATIO):
                raise refusals.overpacked()
            self._left -= info.file_size
        try:
            with self._file.open(info) as file:
                data = file.read(limit + 1)
        except _UNREADABLE:
            raise refusals.damaged() from None
        except RuntimeError:
            # The header beside the data may name a password that the directory did not.
            raise refusals.encrypted() from None
        return data


def is_zip(path: Path) -> bool:
    """Whether the file means to be one; Archive may still refuse it."""
    try:
        return zipfile.is_zipfile(path)
    except zipfile.BadZipFile:  # one of several parts
        return True


class _TooManyError(Exception):
    pass


class _Bytes(io.BufferedReader):
    """The file, of which zipfile reads the central directory as one: no more than a cohort needs.

    Where the directory's size is told, and told again for large archives, is zipfile's to find.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(io.FileIO(path))

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > MAX_ENTRIES * _DIRECTORY_BYTES_PER_ENTRY:
            raise _TooManyError
        return super().read(size)


def _name(info: zipfile.ZipInfo) -> str:
    """The name with plain slashes; Windows and old tools write Korean ones without saying how."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8_NAME:
        try:
            raw = name.encode("cp437")
            name = _decoded(raw)
        except UnicodeEncodeError:
            pass
    return name.replace("\\", "/")


def _few_of_each(notebooks: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """MOST_OF_ONE below each folder that has others beside it, the highest first."""
    every = ((_name(info).split("/"), info) for info in notebooks)
    paths = [(path, info) for path, info in every if not _is_left_behind(path)]
    if not paths:
        return []
    paths.sort(key=lambda each: len(each[0]))
    first, last = min(path for path, _ in paths), max(path for path, _ in paths)
    common = sum(1 for _ in takewhile(lambda two: two[0] == two[1], zip(first, last, strict=False)))
    taken: Counter[tuple[str, ...]] = Counter()
    kept = []
    for path, info in paths:
        below = path[common:-1]
        folder = tuple(below[:2] if below[:1] == [SUBMITTED] else below[:1])
        taken[folder] += 1
        if not folder or taken[folder] <= MOST_OF_ONE:
            kept.append(info)
    return kept


def _is_left_behind(parts: Sequence[str]) -> bool:
    return any(part.startswith(".") or part == MACOS_LEAVES for part in parts)


def _is_notebook(info: zipfile.ZipInfo) -> bool:
    return _name(info).lower().endswith(".ipynb")


def _leads_out(name: str) -> bool:
    return ".." in name.split("/") or name.startswith("/") or name[1:2] == ":"


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp437")


def _modified(info: zipfile.ZipInfo) -> float:
    try:
        return datetime(*info.date_time, tzinfo=UTC).timestamp()
    except (ValueError, OverflowError):
        return 0.0
