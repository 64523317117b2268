"""Received files on their way to the disk."""

from __future__ import annotations

import hashlib
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.records.files import SubmissionFiles

MEGABYTE = 1 << 20


def test_equal_bytes_are_written_once_and_different_ones_all(tmp_path: Path) -> None:
    files = SubmissionFiles(tmp_path)
    contents = [b"a", b"b", b"a", *(bytes([number]) * 9 for number in range(40)), b"b"]
    assert files.keep(contents) == 42
    assert files.keep(contents) == 0
    assert len(list(tmp_path.rglob("*"))) - len(list(tmp_path.iterdir())) == 42


def test_memory_does_not_grow_with_what_is_sent(tmp_path: Path) -> None:
    def large() -> Iterator[bytes]:
        for number in range(32):
            yield bytes([number]) * (5 * MEGABYTE)

    tracemalloc.start()
    try:
        assert SubmissionFiles(tmp_path).keep(large()) == 32
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 40 * MEGABYTE


def test_after_a_write_that_fails_nothing_is_half_there_and_the_rest_can_follow(
    tmp_path: Path,
) -> None:
    files = SubmissionFiles(tmp_path)
    contents = [bytes([number]) for number in range(20)]
    names = [hashlib.sha256(each).hexdigest() for each in contents]
    files.path(names[3]).parent.touch()  # a file where a folder should be
    with pytest.raises(FileExistsError):
        files.keep(contents)
    files.path(names[3]).parent.unlink()
    assert not list(tmp_path.rglob("*.part"))
    files.keep(contents)
    assert [files.read(name) for name in names] == contents
