"""One message of calls on its way: what has to come back, and what has come so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from autograder.box import wire
from autograder.box.awaited import Awaited
from autograder.box.inside import frames
from autograder.box.link import Link
from autograder.box.question import Question
from autograder.box.reply import Reply


@dataclass(frozen=True)
class Failure:
    """Why a process ended during a message."""

    reply: Reply
    certain: bool = True
    """Whether the first call without a reply is the one. Otherwise replies may have been lost."""


class Asked:
    """The calls of one message and the replies to them, in order."""

    def __init__(
        self, questions: Sequence[Question], answered: int, *, hold: bool, max_bytes: int
    ) -> None:
        """`answered` calls of the first question need not be asked any more."""
        self.replies: list[Reply] = []
        self.room = max_bytes  # what is left of it after the replies so far
        starts = [answered, *(0 for _ in questions[1:])]
        calls = [
            (question, len(arguments))
            for question, start in zip(questions, starts, strict=True)
            for arguments in question.calls[start:]
        ]
        self._seconds = [question.seconds for question, _ in calls]
        self._arguments = [count for _, count in calls]
        self._awaited = Awaited(len(calls), hold=hold)
        self.message = self._packed(questions, starts)

    @property
    def complete(self) -> bool:
        return len(self.replies) == len(self._arguments)

    @property
    def seconds(self) -> float:
        """The CPU time that the reference needs for the first call without a reply."""
        return self._seconds[min(len(self.replies), len(self._seconds) - 1)]

    @property
    def seconds_so_far(self) -> float:
        """The CPU time that the reference needs for all calls up to that one."""
        return sum(self._seconds[: len(self.replies) + 1])

    def receive(self, link: Link, wait: Callable[[], float]) -> list[Reply]:
        """The next replies, not yet among `replies`; none if a call was only said to run.

        Raises MalformedError, ClosedError, and what `wait` raises.
        """
        index = len(self.replies)
        answers, payload = self._awaited.receive(link, wait, index, self.room)
        new, self.room = wire.replies(answers, payload, self._arguments[index:], self.room)
        return new

    def failed(self, reply: Reply) -> Failure:
        """The failure that ended the process before the next reply came."""
        return Failure(reply, certain=self._awaited.blames(len(self.replies)))

    def _packed(self, questions: Sequence[Question], starts: Sequence[int]) -> bytes:
        pairs = list(zip(questions, starts, strict=True))
        head = frames.encode(
            {
                "do": "ask",
                "token": self._awaited.token,
                "hold": self._awaited.hold,
                "max_bytes": self.room,
            }
        )
        described = b",".join(question.described(start) for question, start in pairs)
        payload = [data for question, start in pairs for data in question.payload(start)]
        return frames.pack_encoded(b'%b,"questions":[%b]}' % (head[:-1], described), payload)
