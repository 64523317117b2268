"""The answers to one message, in order: what has to come back, and who ended the process."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from autograder.box import wire
from autograder.box.inside.values import MalformedError
from autograder.box.link import Link


class Awaited:
    """With `hold` the other side may send many answers in one go, as long as none takes its time.

    It then says which one is being worked on.
    """

    def __init__(self, expected: int, *, hold: bool) -> None:
        self.token = secrets.token_hex(8)
        self.hold = hold and expected > 1
        self._expected = expected
        self._running: int | None = None

    def receive(
        self, link: Link, wait: Callable[[], float], answered: int, max_bytes: int = 0
    ) -> tuple[list[Any], bytes]:
        """The next answers after so many, and the bytes they describe; none if one is being made.

        Raises MalformedError, ClosedError, and what `wait` raises.
        """
        header, payload = link.receive(wait, max_bytes)
        if header.get("token") != self.token:
            raise MalformedError("not the answer to this message")
        if self.hold and self._running != answered and header.get("running") == answered:
            self._running = answered
            return [], payload
        if header.get("call") != answered:
            raise MalformedError("not the answer to this call")
        answers = wire.answers(header, self._expected - answered)
        if answered + len(answers) == self._expected and link.has_more:
            raise MalformedError("more replies than calls")
        return answers, payload

    def blames(self, answered: int) -> bool:
        """Whether the first without an answer ended the process. Otherwise some may be lost."""
        last = answered == self._expected - 1
        return not self.hold or self._running == answered or last
