"""What a user has running and lying about, to be compared before and after an attack."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_SHARED = (Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"))
_IPC = {"shm": 7, "sem": 4, "msg": 7}
"""The column of the owner in /proc/sysvipc/<kind>; the second column is the id."""


def of_user(uid: int, *, shared: bool = False) -> set[str]:
    """Processes, shared files, System V IPC, keys: whatever this user owns, each in a word.

    A user who is `shared` with other programs owns other things as well: then only our own
    descendants and orphans count, and files that are named as attacks name theirs.
    """
    processes, files = _processes(uid), _files(uid)
    if shared:
        processes = {name for name in processes if _is_ours_or_an_orphan(int(name.split()[1]))}
        files = {name for name in files if "left-" in name or "escaped" in name}
    return {*processes, *files, *_ipc(uid), *_keys(uid)}


def abstract_sockets(token: str) -> set[str]:
    """Bound abstract sockets with the token in their name."""
    lines = Path("/proc/net/unix").read_text(encoding="utf-8", errors="replace").splitlines()
    return {line.split()[-1] for line in lines if token in line and "@left" in line}


def settled(look: Callable[[], set[str]], before: set[str], seconds: float = 2.0) -> set[str]:
    """What is there now and was not before; what is just ending gets a moment."""
    end = time.monotonic() + seconds
    while True:
        left = look() - before
        if not left or time.monotonic() > end:
            return left
        time.sleep(0.02)


def processes_with(token: str) -> list[int]:
    """The processes whose environment holds the token: a stand-in and all that it started."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if token.encode() in (folder / "environ").read_bytes():
                found.append(int(folder.name))
    return found


def _processes(uid: int) -> set[str]:
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if folder.stat().st_uid == uid or _real_uid(folder) == uid:
                found.add(f"process {folder.name}")
    return found


def _is_ours_or_an_orphan(process: int) -> bool:
    parent = _parent(process)
    if parent == 1:
        return True
    while parent > 1:
        if parent == os.getpid():
            return True
        parent = _parent(parent)
    return False


def _parent(process: int) -> int:
    """0 if the process is gone."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("PPid:"):
                return int(line.split()[1])
    return 0


def _real_uid(folder: Path) -> int:
    """A process that cannot be dumped has a folder that root owns."""
    for line in (folder / "status").read_text().splitlines():
        if line.startswith("Uid:"):
            return int(line.split()[1])
    return -1


def _files(uid: int) -> set[str]:
    found = set()
    for folder in _SHARED:
        with suppress(OSError):
            for entry in os.scandir(folder):
                with suppress(OSError):
                    if entry.stat(follow_symlinks=False).st_uid == uid:
                        found.add(f"file {entry.path}")
    return found


def _ipc(uid: int) -> set[str]:
    found = set()
    for kind, column in _IPC.items():
        with suppress(OSError):
            for line in Path(f"/proc/sysvipc/{kind}").read_text().splitlines()[1:]:
                fields = line.split()
                if int(fields[column]) == uid:
                    found.add(f"{kind} {fields[1]}")
    return found


def _keys(uid: int) -> set[str]:
    with suppress(OSError):
        for line in Path("/proc/key-users").read_text().splitlines():
            owner, _, rest = line.partition(":")
            if int(owner) == uid:
                return {f"keys {rest.split()[1]}"}
    return set()
