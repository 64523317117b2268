"""The world that an attack finds: canaries in all that it must not read, listeners that it must
not reach, a folder open to everybody in which marker files tell of a success.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import tempfile
from contextlib import ExitStack, closing
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.attacks import payload
from tests.attacks.ordinary import UID

TINY = Path(__file__).parents[1] / "tinycourse"


class World:
    """A context manager. Only walls keep a student's process out: every file mode is open."""

    def __init__(self) -> None:
        self.token = secrets.token_hex(8)
        places = ("solutions", "graders", "records", "neighbour", "environment", "memory")
        self.canaries = {place: f"CANARY-{place}-{secrets.token_hex(8)}" for place in places}
        self._stack = ExitStack()

    def __enter__(self) -> World:
        self.root = Path(tempfile.mkdtemp(prefix="attacks-"))
        self._stack.callback(shutil.rmtree, self.root, ignore_errors=True)
        self.course = self.root / "course"
        self.open = self.root / "open"
        self.open.mkdir()
        self._plant()
        for folder in (self.root, *filter(Path.is_dir, self.root.rglob("*"))):
            folder.chmod(0o755)
        self.open.chmod(0o777)
        self._lay_out_the_victim()
        self._listen()
        os.environ["ATTACKS_SECRET"] = self.canaries["environment"]
        self._stack.callback(os.environ.pop, "ATTACKS_SECRET", None)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stack.close()

    def target(self, host: int) -> dict[str, Any]:
        """What the attack is told. `host` is the process that grades."""
        return {
            "host": host,
            "token": self.token,
            "course": str(self.course),
            "neighbour": str(self.root / "neighbour.ipynb"),
            "open": str(self.open),
            "tcp": self.tcp.getsockname()[1],
            "tcp6": self.tcp6.getsockname()[1] if self.tcp6 else 0,
            "udp": self.udp.getsockname()[1],
            "unix": str(self.open / "socket"),
            "abstract": f"attacks-{self.token}",
        }

    def leaks_in(self, text: str) -> list[str]:
        """The places whose canary stands in the text."""
        return [place for place, canary in self.canaries.items() if canary in text]

    def was_reached(self) -> list[str]:
        """The names of the listeners that something spoke to since the last time."""
        return [name for name, listener in self._listeners.items() if _heard(listener)]

    def marks(self) -> set[str]:
        """The names of what lies in the open folder besides the socket, and beside it."""
        beside = {path.name for path in self.root.iterdir()} - self._beside
        found = {path.name for path in self.open.iterdir()} - {"socket", "victim"} | beside
        return found | {"escaped-victim"} if self._state_of_the_victim() != self._victim else found

    def sweep(self) -> None:
        """Removes what a stand-in's attack has left in the open folder."""
        for name in self.marks():
            for path in (self.open / name, self.root / name):
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                elif path.exists() or path.is_symlink():
                    path.unlink()
        if self._state_of_the_victim() != self._victim:
            self._lay_out_the_victim()

    def _lay_out_the_victim(self) -> None:
        """A file of everybody's that an attack may want to change."""
        path = self.open / "victim"
        path.write_text("whole", encoding="ascii")
        path.chmod(0o666)
        if os.geteuid() == 0:
            os.chown(path, UID, UID)
        self._victim = self._state_of_the_victim()

    def _state_of_the_victim(self) -> tuple[int, ...]:
        path = self.open / "victim"
        if not path.is_file():
            return ()
        status = path.stat()
        return status.st_size, status.st_mode, status.st_mtime_ns

    def _plant(self) -> None:
        shutil.copytree(TINY, self.course, ignore=shutil.ignore_patterns(".autograder", "__py*"))
        master = self.course / "solutions/tiny/tiny.ipynb"
        document = json.loads(master.read_text(encoding="utf-8"))
        for cell in document["cells"]:
            if "reference" in cell["metadata"].get("tags", ()):
                cell["source"] += [f'\n_NOTE = "{self.canaries["solutions"]}"']
        master.write_text(json.dumps(document), encoding="utf-8")
        hidden = self.course / "graders/tiny/test_squares.py"
        with hidden.open("a", encoding="utf-8") as file:
            file.write(f'\n_NOTE = "{self.canaries["graders"]}"\n')
        records = self.course / ".autograder"
        records.mkdir()
        (records / "records.sqlite3").write_text(self.canaries["records"], encoding="ascii")
        neighbour = payload.notebook(*payload.RIGHT, f"# {self.canaries['neighbour']}")
        (self.root / "neighbour.ipynb").write_bytes(neighbour)
        self._beside = {path.name for path in self.root.iterdir()}

    def _listen(self) -> None:
        self.tcp = self._bound(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0))
        self.udp = self._bound(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0))
        unix = self._bound(socket.AF_UNIX, socket.SOCK_STREAM, str(self.open / "socket"))
        (self.open / "socket").chmod(0o777)
        name = f"\0attacks-{self.token}"
        abstract = self._bound(socket.AF_UNIX, socket.SOCK_STREAM, name)
        self._listeners = {"tcp": self.tcp, "udp": self.udp, "unix": unix, "abstract": abstract}
        self.tcp6: socket.socket | None = None
        try:
            self.tcp6 = self._bound(socket.AF_INET6, socket.SOCK_STREAM, ("::1", 0))
        except OSError:
            return  # a machine without IPv6
        self._listeners["tcp6"] = self.tcp6

    def _bound(self, family: int, kind: int, address: Any) -> socket.socket:
        listener = self._stack.enter_context(closing(socket.socket(family, kind)))
        listener.bind(address)
        if kind == socket.SOCK_STREAM:
            listener.listen()
        listener.setblocking(False)
        return listener


def _heard(listener: socket.socket) -> bool:
    try:
        if listener.type == socket.SOCK_DGRAM:
            listener.recv(1)
        else:
            listener.accept()[0].close()
    except BlockingIOError:
        return False
    return True
