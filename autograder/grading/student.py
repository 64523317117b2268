"""The student's functions as a hidden test sees them: calls go across the wall, data comes back."""

from __future__ import annotations

import re
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from autograder.box.question import Question
from autograder.box.reply import (
    Died,
    Missing,
    NotCalled,
    NotSent,
    Raised,
    Reply,
    Returned,
    TimedOut,
    Unreadable,
)
from autograder.grading import messages
from autograder.grading.cases import Arguments, Cases
from autograder.text import Text

_TELLING = re.compile(r"\d+\.\d*(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\d{4,}")
"""A number that may be a hidden input or a seed; a shape or an index is shorter."""

_PATIENCE = 2
"""In how many messages a function may be lost before it is not called any more."""


_REOPENED_SECONDS = 5.0
"""How long the cells of one submission may be run again and again to explain its failures."""


Key = tuple[str, tuple[int, ...]]


class StudentError(Exception):
    """A call did not give a usable value, and that is the student's to mend."""

    def __init__(self, text: Text, traceback: str = "") -> None:
        self.text = text
        self.traceback = traceback
        super().__init__(text.in_language("en"))


class StudentFunction:
    """One function of the submission.

    Calling it gives the value or raises StudentError, which fails the test with a message;
    :meth:`map` makes many calls in one message.
    """

    def __init__(self, name: str, student: Student) -> None:
        self._name = name
        self._student = student

    def __call__(self, *arguments: Any) -> Any:
        return self.map([arguments])[0]

    def map(self, arguments: Sequence[Arguments], seconds: float = 0.0) -> list[Any]:
        """The values of many calls. `seconds`: the CPU time that the reference needs for one."""
        replies = self._student.replies(self._name, arguments, seconds)
        return [usable(self._name, reply, "these inputs") for reply in replies]


class Answering(Protocol):
    """What a student needs of a run of the box."""

    @property
    def calls_to(self) -> Mapping[str, frozenset[str]]: ...
    def ask(self, questions: Sequence[Question]) -> list[list[Reply]]: ...


class Student:
    """The fixture `student`: every function of the notebook as an attribute."""

    def __init__(
        self, run: Answering, reopen: Callable[[], AbstractContextManager[Answering]]
    ) -> None:
        self._run = run
        self._reopen = reopen
        self._ahead: dict[Key, deque[list[Reply]]] = defaultdict(deque)
        self._asked: dict[int, tuple[Cases, list[Reply]]] = {}
        self._reopened_seconds = 0.0
        self._losses: dict[str, list[Reply]] = {}

    def __getattr__(self, name: str) -> StudentFunction:
        if name.startswith("_"):
            raise AttributeError(name)
        return StudentFunction(name, self)

    @property
    def calls_to(self) -> Mapping[str, frozenset[str]]:
        """The global names that each of the student's functions mentions."""
        return self._run.calls_to

    def ask_ahead(self, questions: Sequence[Question]) -> None:
        """Asks in one message what tests are going to ask; the replies wait for them."""
        left = list(questions)
        while left := [question for question in left if not self._given_up(question.function)]:
            answered = self._run.ask(left)
            for question, replies in zip(left, answered, strict=False):
                self._note_loss(question.function, replies)
                self._ahead[key(question)].append(replies)
            left = left[len(answered) :]

    def replies(self, function: str, arguments: Sequence[Arguments], seconds: float) -> list[Reply]:
        """One reply per call, whatever became of it.

        A function that hangs or kills its process again and again is not called any more: each
        call would cost its whole time limit. `seconds` is the reference's CPU time for one call.
        """
        if waiting := self._ahead.get(_key(function, arguments)):
            return waiting.popleft()
        if self._given_up(function):
            return [self._losses[function][0]] * len(arguments)
        (replies,) = self._run.ask([Question(function, arguments, seconds=seconds)])
        self._note_loss(function, replies)
        return replies

    def answers(self, cases: Cases) -> list[Reply]:
        """The replies to cases, and to the first case asked once more at the end.

        Asked once a submission, however many tests look at them.
        """
        if id(cases) not in self._asked:
            replies = self.replies(cases.function, cases.asked, cases.seconds)
            self._asked[id(cases)] = cases, replies
        return self._asked[id(cases)][1]

    def _given_up(self, function: str) -> bool:
        return len(self._losses.get(function, ())) >= _PATIENCE

    def _note_loss(self, function: str, replies: Sequence[Reply]) -> None:
        lost = [reply for reply in replies if isinstance(reply, (TimedOut, Died, Unreadable))]
        self._losses.setdefault(function, []).extend(lost[:1])

    def first_answer(self, cases: Cases, number: int) -> Reply:
        """The reply to one case in a fresh process, in which nothing was called before.

        It serves to explain a failure, so it may be Missing or NotCalled for a notebook that takes
        long to run.
        """
        if self._reopened_seconds > _REOPENED_SECONDS:
            return Missing()
        started = time.perf_counter()
        with self._reopen() as run:
            call = [cases.arguments[number]]
            ((reply,),) = run.ask([Question(cases.function, call, seconds=cases.seconds)])
        self._reopened_seconds += time.perf_counter() - started
        return reply


def key(question: Question) -> Key:
    """Which calls: by the identity of their arguments, so that no values need be compared."""
    return _key(question.function, question.calls)


def _key(function: str, arguments: Sequence[Arguments]) -> Key:
    return function, tuple(map(id, arguments))


def without_numbers(reply: Raised) -> Raised:
    """An exception that tells no hidden input: numbers but small whole ones become an ellipsis.

    `raise ValueError(f"{X} {seed}")` would show them. Shapes and small indices stay, which explain
    most errors. The lines of code in a traceback are the student's own and stay as they are.
    """
    message = _TELLING.sub("…", reply.message)
    kinds = tuple(_TELLING.sub("…", kind) for kind in reply.kinds)
    said, told = f"{reply.type}: {reply.message}", f"{kinds[0]}: {message}"
    last = said if reply.message else reply.type
    # A class may be made with no name at all.
    head, found, tail = reply.traceback.rpartition(last) if last else ("", "", "")
    traceback = f"{head}{told if reply.message else kinds[0]}{tail}" if found else head
    return Raised(kinds, message, traceback)


def usable(function: str, reply: Reply, case: str) -> Any:
    """The value of a reply; raises StudentError with what happened instead."""
    match without_numbers(reply) if isinstance(reply, Raised) else reply:
        case Returned(value=value):
            return value
        case Raised(type="NotImplementedError", traceback=traceback):
            raise StudentError(messages.unfinished(function), traceback)
        case Raised(type=kind, message=message, traceback=traceback):
            raise StudentError(messages.raised(kind, message, case), traceback)
        case Missing():
            raise StudentError(messages.undefined(function))
        case TimedOut(seconds=seconds):
            raise StudentError(messages.too_slow(function, seconds))
        case Died(reason=reason):
            raise StudentError(messages.died(function, reason))
        case NotCalled():
            raise StudentError(messages.not_called(function))
        case NotSent(reason=reason) | Unreadable(why=reason):
            raise StudentError(messages.not_data(function, reason))
