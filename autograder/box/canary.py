"""A submission that tries what a hostile one would, without harm, and says how it fared.

A wall is believed in when the attempt was refused, never because building it reported no error.
The outcome of each attempt is "refused", "allowed", or "broken: ..." if it failed by its own fault.
"""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.box.level import Isolation
from autograder.box.reply import Returned
from autograder.box.run import Run

SOURCE = """
import ctypes, errno, os, socket

def attempt(action, *refusals):
    try:
        action()
    except OSError as error:
        if not refusals or error.errno in refusals:
            return "refused"
        return "allowed" if error.errno == errno.ENOENT else f"broken: {error!r}"
    except BaseException as error:
        return f"broken: {error!r}"
    return "allowed"

def write(path):
    with open(path, "w") as file:
        file.write("written")

def connect(port):
    with socket.socket() as end:
        end.connect(("127.0.0.1", port))

def fork():
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)

def powers():
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    sets = (ctypes.c_uint32 * 6)()
    ctypes.CDLL(None).capget(header, sets)
    return any(sets) or os.getuid() == 0 or os.geteuid() == 0

def canary(marker, outside, port, parent):
    return list({
        "read": attempt(lambda: open(marker).read()),
        "list": attempt(lambda: os.listdir(os.path.dirname(marker))),
        "write": attempt(lambda: write(outside)),
        "empty": attempt(lambda: os.open(marker, os.O_RDONLY | os.O_TRUNC)),
        "connect": attempt(lambda: connect(port)),
        "fork": attempt(fork),
        "execute": attempt(lambda: os.execv("/nonexistent", ["x"]), errno.EPERM, errno.EACCES),
        "signal": attempt(lambda: os.kill(parent, 0)),
        "powers": "allowed" if powers() else "refused",
        "processes": "refused" if os.getpid() == 1 else "allowed",
    }.items())
"""

_BY_SECCOMP = {"connect", "fork", "execute", "signal", "powers", "empty"}
REFUSED: Mapping[Isolation, frozenset[str]] = {
    Isolation.NAMESPACES: frozenset(_BY_SECCOMP | {"read", "list", "write", "processes"}),
    Isolation.LANDLOCK: frozenset(_BY_SECCOMP | {"read", "list", "write"}),
    Isolation.LIMITS: frozenset(_BY_SECCOMP),
    Isolation.PROCESS: frozenset(),
}
"""What each level must refuse."""


@dataclass(frozen=True)
class Cell:
    number: int
    source: str


def sing(open_run: Callable[[list[Cell]], Run]) -> dict[str, str]:
    """Attempt -> outcome. What can be seen from outside is looked at from there as well."""
    folder = Path(tempfile.mkdtemp(prefix="canary-"))
    try:
        # Open to everybody: only the walls can refuse.
        folder.chmod(0o777)
        marker, outside = folder / "marker", folder / "written"
        marker.write_text("canary", encoding="ascii")
        with closing(socket.socket()) as listener:
            listener.bind(("127.0.0.1", 0))
            listener.listen()
            listener.setblocking(False)
            arguments = (str(marker), str(outside), listener.getsockname()[1], os.getpid())
            outcomes = _ask(open_run, arguments)
            if _was_reached(listener):
                outcomes["connect"] = "allowed"
        if outside.exists():
            outcomes["write"] = "allowed"
        if not marker.stat().st_size:
            outcomes["empty"] = "allowed"
        return outcomes
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _ask(open_run: Callable[[list[Cell]], Run], arguments: tuple[Any, ...]) -> dict[str, str]:
    with open_run([Cell(1, SOURCE)]) as run:
        (reply,) = run.call("canary", [arguments])
    if not isinstance(reply, Returned):
        return {"reply": f"broken: {reply}"}
    return dict(reply.value)


def _was_reached(listener: socket.socket) -> bool:
    try:
        listener.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def complaint(isolation: Isolation, outcomes: Mapping[str, str]) -> str:
    """Why the level is not believed in; empty if all that it must refuse was refused."""
    wrong = [
        f"{attempt} was {outcomes.get(attempt, outcomes.get('reply', 'not tried'))}"
        for attempt in sorted(REFUSED[isolation])
        if outcomes.get(attempt) != "refused"
    ]
    return f"the canary came through: {', '.join(wrong)}" if wrong else ""
