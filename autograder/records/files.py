"""The exact bytes that were received, each file named by its SHA-256 and written once.

A file is there whole or not at all: it is written beside its place, brought to the disk and then
renamed. Needs no database.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from autograder.errors import PlatformError

_AT_ONCE = 16
"""Files on their way to the disk: it takes many in little more time than one."""
_BYTES_AT_ONCE = 8 << 20
"""No more once there are so many: memory must not follow from what sixteen students send."""


class SubmissionFiles:
    """Received notebooks below `folder`, as ab/<sha256>.ipynb with ab its first two digits."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(
        self, contents: Iterable[bytes], so_far: Callable[[int], None] = lambda _: None
    ) -> int:
        """Write what is not there yet; how many that were. When this returns, all of it outlives a
        power failure. `so_far` is told how many there were, every few files.
        """
        written = 0
        touched: set[Path] = set()
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for some in _groups(contents):
                new = {
                    path: data
                    for data in some
                    if not (path := self.path(hashlib.sha256(data).hexdigest())).exists()
                }
                for folder in {path.parent for path in new} - touched:
                    folder.mkdir(parents=True, exist_ok=True)
                    touched.add(folder)
                list(pool.map(_write, new.keys(), new.values()))
                written += len(new)
                so_far(written)
            list(pool.map(_sync_folder, touched))
        if touched:
            _sync_folder(self._folder)
        return written

    def read(self, sha256: str) -> bytes:
        """Raises PlatformError if the bytes are missing or are not what they were."""
        path = self.path(sha256)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise PlatformError(
                f"the submission kept in {path} is missing; hand it in again"
            ) from None
        if hashlib.sha256(data).hexdigest() != sha256:
            raise PlatformError(
                f"the submission kept in {path} was changed; delete that file and hand it in again"
            )
        return data

    def path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / f"{sha256}.ipynb"


def _groups(contents: Iterable[bytes]) -> Iterator[list[bytes]]:
    some: list[bytes] = []
    size = 0
    for data in contents:
        some.append(data)
        size += len(data)
        if len(some) == _AT_ONCE or size >= _BYTES_AT_ONCE:
            yield some
            some, size = [], 0
    yield some


def _write(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).rename(path)
    except BaseException as error:
        Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(path)  # a failed write does not say where
        raise


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
