"""One message of calls on its way: what has to come back, and what has come so far."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.box import wire
from autograder.box.inside import values
from autograder.box.inside.values import MalformedError
from autograder.box.link import Link
from autograder.box.reply import Reply, Returned


@dataclass(frozen=True)
class Failure:
    """Why a process ended during a message."""

    reply: Reply
    certain: bool = True
    """Whether the first call without a reply is the one. Otherwise replies may have been lost."""


class Asked:
    """The calls of one message and the replies to them, in order.

    With `hold` the other side may send replies in one go, as long as no call takes its time; it
    then says which one does.
    """

    def __init__(
        self, function: str, calls: Sequence[Sequence[Any]], hold: bool, max_bytes: int
    ) -> None:
        """Raises TypeError if an argument is no data."""
        self.replies: list[Reply] = []
        self._calls = calls
        self._hold = hold
        self.room = max_bytes  # what is left of it after the replies so far
        self._token = secrets.token_hex(8)
        self._running: int | None = None
        header = {"do": "call", "token": self._token, "function": function, "hold": hold}
        self.message = wire.request({**header, "max_bytes": max_bytes}, calls)

    @property
    def complete(self) -> bool:
        return len(self.replies) == len(self._calls)

    def receive(self, link: Link, wait: Callable[[], float]) -> Reply | None:
        """The next reply, not yet among `replies`; None if a call was only said to run.

        Raises MalformedError, ClosedError, and what `wait` raises.
        """
        index = len(self.replies)
        header, payload = link.receive(wait, self.room)
        if header.get("token") != self._token:
            raise MalformedError("not the answer to this message")
        if self._hold and self._running != index and header.get("running") == index:
            self._running = index
            return None
        if header.get("call") != index:
            raise MalformedError("not the answer to this call")
        reply = wire.reply(header, payload, len(self._calls[index]))
        if isinstance(reply, Returned):
            self.room -= values.weight(header["value"])
        if index == len(self._calls) - 1 and link.has_more:
            raise MalformedError("more replies than calls")
        return reply

    def failed(self, reply: Reply) -> Failure:
        """The failure that ended the process before the next reply came."""
        index = len(self.replies)
        last = index == len(self._calls) - 1
        return Failure(reply, certain=not self._hold or self._running == index or last)
