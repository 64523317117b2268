"""The host's end of the socket to one submission: every wait has an end."""

from __future__ import annotations

import select
import socket
from collections.abc import Callable
from typing import Any

from autograder.box import wire
from autograder.box.inside import frames
from autograder.box.inside.values import MalformedError

_CHUNK = 256 * 1024


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
        self._received = bytearray()

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

        The header says how large the payload must be; it is checked before any of it is taken in.
        Raises MalformedError, ClosedError, and what `wait` raises.
        """
        mark, head, size = frames.PREFIX.unpack(self._take(frames.PREFIX.size, wait))
        if mark != frames.MARK or head > frames.MAX_HEADER:
            raise MalformedError("not a frame of ours")
        header = wire.parse_header(self._take(head, wait))
        if size != wire.payload_size(header, max_bytes):
            raise MalformedError("the payload's size is not what the header says")
        return header, self._take(size, wait)

    def close(self) -> None:
        self._socket.close()

    def _take(self, count: int, wait: Callable[[], float]) -> bytes:
        while len(self._received) < count:
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
        taken = bytes(memoryview(self._received)[:count])
        del self._received[:count]
        return taken

    def _wait(self, event: int, wait: Callable[[], float]) -> None:
        self._poll.register(self._socket, event)
        self._poll.poll(max(1, int(wait() * 1000)))
