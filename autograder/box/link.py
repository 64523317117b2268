"""The host's end of the socket to one submission: every wait has an end."""

from __future__ import annotations

import select
import socket
from collections.abc import Callable
from typing import Any

from autograder.box import wire
from autograder.box.inside import frames
from autograder.box.inside.values import MalformedError

_CHUNK = 64 * 1024


class ClosedError(Exception):
    """The other side has gone."""


class Link:
    """Sends and receives frames. `wait`, given by the caller, says how long to wait in seconds.

    It is asked before every wait, and raises when the time is up.
    """

    def __init__(self, end: socket.socket) -> None:
        end.setblocking(False)
        self._socket = end
        self._poll = select.poll()
        self._poll.register(end, 0)
        self._received = bytearray()
        self._taken = 0

    def send(self, frame: bytes, wait: Callable[[], float]) -> None:
        """Raises ClosedError, and what `wait` raises."""
        view = memoryview(frame)
        while view:
            try:
                view = view[self._socket.send(view) :]
            except BlockingIOError:
                self._wait(select.POLLOUT, wait)
            except OSError:
                raise ClosedError from None

    def receive(
        self, wait: Callable[[], float], max_bytes: int = 0
    ) -> tuple[dict[str, Any], bytes]:
        """The next frame: its header, and at most `max_bytes` of payload.

        The sizes are checked before any of it is taken in. Raises MalformedError, ClosedError, and
        what `wait` raises.
        """
        mark, head, size = frames.PREFIX.unpack(self._take(frames.PREFIX.size, wait))
        if mark != frames.MARK or head > frames.MAX_HEADER:
            raise MalformedError("not a frame of ours")
        if size > max_bytes:
            raise MalformedError("announces more bytes than may come")
        return wire.parse_header(self._take(head, wait)), self._take(size, wait)

    @property
    def has_more(self) -> bool:
        """Whether bytes have come in that belong to no frame that was asked for."""
        return self._taken < len(self._received)

    def close(self) -> None:
        self._socket.close()

    def _take(self, count: int, wait: Callable[[], float]) -> bytes:
        end = self._taken + count
        while len(self._received) < end:
            try:
                chunk = self._socket.recv(_CHUNK)
            except BlockingIOError:
                self._wait(select.POLLIN, wait)
                continue
            except OSError:
                raise ClosedError from None
            if not chunk:
                raise ClosedError
            self._received += chunk
        with memoryview(self._received) as view:
            taken = bytes(view[self._taken : end])
        self._taken = end
        if end == len(self._received) or end > _CHUNK:
            del self._received[:end]
            self._taken = 0
        return taken

    def _wait(self, event: int, wait: Callable[[], float]) -> None:
        self._poll.modify(self._socket, event)
        self._poll.poll(max(1, int(wait() * 1000)))
