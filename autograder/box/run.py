"""One submission in the box: its cells run, then as many calls as the graders have."""

from __future__ import annotations

import signal
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any, Protocol

from autograder.box import wire
from autograder.box.asked import Asked, Failure
from autograder.box.awaited import Awaited
from autograder.box.celltime import CellTime
from autograder.box.deadline import Deadline, ExpiredError
from autograder.box.inside import frames
from autograder.box.inside.cells import MIN_SHARE
from autograder.box.inside.values import MalformedError
from autograder.box.limits import BoxLimits
from autograder.box.link import ClosedError
from autograder.box.question import Question
from autograder.box.reply import (
    CellError,
    CellReport,
    Died,
    NotCalled,
    Reply,
    TimedOut,
    Unreadable,
)
from autograder.box.worker import Exit, Fork, WorkerGoneError
from autograder.errors import PlatformError

_START_SECONDS = 30.0
_SHORTEST_IDLE = 0.5
"""What a message may sleep when nothing is left: even a quick call is kept waiting a little."""
_AS_GOOD_AS_NONE = 1 / 16
"""The share of the memory that may be taken in a process that is asked on after a MemoryError: some
is malloc's, which keeps up to 64 MB of what it gets back."""
_SHORTEST_BUDGET = 0.1
"""In seconds of CPU time, for a call when nothing is left for all."""


class _KilledError(Exception):
    """The process was killed, maybe by others; another is tried."""


class _UncertainError(Exception):
    """Reports may be lost: the cells are run again, each report sent at once."""


class _UsedUpError(Exception):
    """The cells have had all their time: no process can be made ready for calls any more."""


class CodeCell(Protocol):
    """What the box needs of a notebook's cell."""

    @property
    def number(self) -> int: ...
    @property
    def source(self) -> str: ...


class Run:
    """A forked worker with a submission's cells in it. A context manager; see `Box.open`."""

    def __init__(
        self,
        fork: Callable[[], Fork],
        cells: Sequence[CodeCell],
        limits: BoxLimits,
        cell_time: CellTime | None = None,
    ) -> None:
        self._make_fork = fork
        self._cells = cells
        self._sources = [(cell.number, cell.source) for cell in cells]
        self._limits = limits
        self._fork: Fork | None = None
        self._reports: dict[int, CellReport] = {}
        self._left_out: dict[int, CellReport] = {}
        self._failures: dict[str, int] = {}
        self._troubles = 0
        self._workers_lost = 0
        self._was_killed = False
        self._hold = True  # until it is not known for once whom to blame
        self._room = limits.reply_bytes
        self._report_room = limits.report_characters
        self._cell_time = cell_time or CellTime(limits)
        self._idle_left = limits.idle_seconds
        self._busy_left = limits.busy_seconds
        self.calls_to: Mapping[str, frozenset[str]] = {}
        """Functions that the notebook defines -> the names of its own that their code mentions."""
        try:
            self._start()
        except _UsedUpError:
            self._leave_out_after(0)
        self.cells: tuple[CellReport, ...] = tuple(
            self._left_out.get(number) or self._reports[number] for number, _ in self._sources
        )
        """What became of each cell."""

    def __enter__(self) -> Run:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def anew(self) -> Run:
        """The same notebook in a process in which nothing was called; its cells share their time
        with this run's. To be closed, or used in a `with` statement.
        """
        return Run(self._make_fork, self._cells, self._limits, self._cell_time)

    def close(self) -> None:
        """Nothing of the submission runs after this."""
        if self._fork is not None:
            fork, self._fork = self._fork, None
            with suppress(WorkerGoneError):  # and its forks with it
                fork.end()

    def call(
        self, function: str, calls: Sequence[Sequence[Any]], *, seconds: float = 0.0
    ) -> list[Reply]:
        """One question alone; see `ask`. Raises TypeError too, if an argument is no data."""
        return self.ask([Question(function, calls, seconds=seconds)])[0]

    def ask(self, questions: Sequence[Question]) -> list[list[Reply]]:
        """Calls the notebook's functions; for each question the replies in the order of its calls.

        The budget of a call follows from the question's `seconds` (see `BoxLimits`). After a death,
        a time-out or an unreadable reply the cells run again in a new process for the calls that
        are left, but for the `patience`-th time in one function: then those that are left of the
        question get the same reply without being tried, and it is the last to be asked. No new
        process is needed if the old one lacked memory and has it back. Once the cells have had all
        of their time, all calls that are left are NotCalled. Raises PlatformError if the box fails.
        """
        done: list[list[Reply]] = []
        # To the next question, as far as they have come; a question without calls has all of its.
        replies = _sorted_in(done, questions, [])
        while len(done) < len(questions):
            left = questions[len(done) :]
            try:
                new, failure = self._ask(left, len(replies))
            except WorkerGoneError:
                self._try_another_worker()
                continue
            except _UsedUpError:
                missing = sum(len(question.calls) for question in left) - len(replies)
                new, failure = [NotCalled()] * missing, None
            replies = _sorted_in(done, left, [*replies, *new])
            if failure is None:
                continue
            if not failure.certain:
                self._hold = False  # Nobody knows which call it was: from now on each at once.
                continue
            question = questions[len(done)]
            impatient = self._lost(question.function)
            missing = len(question.calls) - len(replies) if impatient else 1
            replies = _sorted_in(done, [question], [*replies, *[failure.reply] * missing])
            if impatient:
                break
        return done

    def _lost(self, function: str) -> bool:
        """Whether this loss of the process was one too many in the function."""
        self._failures[function] = self._failures.get(function, 0) + 1
        return self._failures[function] >= self._limits.patience

    def _ask(
        self, questions: Sequence[Question], answered: int
    ) -> tuple[list[Reply], Failure | None]:
        """Replies up to the first that ended the process, and that one."""
        asked = Asked(questions, answered, hold=self._hold, max_bytes=self._room)
        fork = self._fork or self._start()
        idle = max(self._idle_left, _SHORTEST_IDLE)
        budget = self._budget(asked, 0.0)
        wait = Deadline(fork.process, budget, self._limits.wall_factor, idle)
        try:
            fork.link.send(asked.message, wait)
            while not asked.complete:
                new = asked.receive(fork.link, wait)
                for reply in new:
                    if isinstance(reply, Died):
                        # With all of it free again, another could do no better.
                        if fork.taken_mb() > self._limits.memory_mb * _AS_GOOD_AS_NONE:
                            self._end(fork)
                        return asked.replies, Failure(reply)
                    asked.replies.append(reply)
                if new:
                    budget = self._budget(asked, wait.spent())
                    wait.restart(budget)
        except ExpiredError:
            return asked.replies, asked.failed(self._out_of_time(self._end(fork), budget))
        except MalformedError as error:
            self._end(fork)
            return asked.replies, asked.failed(Unreadable(str(error)))
        except ClosedError:
            death = _death(self._end(fork))
            if not self._killed_by_others(death):
                return asked.replies, asked.failed(death)
        finally:
            self._room = asked.room
            self._idle_left += wait.idle_left() - idle
            self._busy_left += self._granted(asked) - wait.spent()
        return asked.replies, None

    def _budget(self, asked: Asked, spent: float) -> float:
        """The CPU time for the next call of a message that has `spent` so many seconds."""
        left = self._busy_left + self._granted(asked) - spent
        return min(self._limits.call_seconds(asked.seconds), max(left, _SHORTEST_BUDGET))

    def _granted(self, asked: Asked) -> float:
        return self._limits.call_factor * asked.seconds_so_far

    def _end(self, fork: Fork) -> Exit:
        self._fork = None
        return fork.end()

    def _out_of_time(self, exit_: Exit, budget: float) -> Reply:
        """Filling the memory takes time: who had most of it is told so, not that they were slow."""
        used = exit_.peak_kb / 1024
        if used > self._limits.memory_mb / 3:
            return Died("memory", f"{used:,.0f} MB were in use when its time was up")
        return TimedOut(budget)

    def _start(self) -> Fork:
        """A process in which the cells have run. A cell that ends it is left out of the next.

        Raises _UsedUpError.
        """
        while not self._cell_time.used_up:
            fork = self._make_fork()
            try:
                number = self._run_cells(fork, self._hold and not self._left_out)
            except WorkerGoneError:
                self._try_another_worker()
                continue
            except _KilledError:
                continue
            except _UncertainError:
                self._hold = False
                continue
            if number is None:
                self._fork = fork
                return fork
            self._troubles += 1
            self._leave_out_more_than(number)
        raise _UsedUpError

    def _try_another_worker(self) -> None:
        """The worker's death is no fault of the submission's: all goes on with the next."""
        self._fork = None
        self._workers_lost += 1
        if self._workers_lost > self._limits.patience:
            raise PlatformError("the worker of the box was killed again and again")

    def _run_cells(self, fork: Fork, hold: bool) -> int | None:
        """None if all came through; otherwise the number of the cell that is at fault.

        The reports go to `_reports`, the one of the cell at fault to `_left_out`. Raises
        _UncertainError if with `hold` nobody knows which cell it is.
        """
        self._check_ready(fork)
        cells = [
            (number, source, self._allowance(number))
            for number, source in self._sources
            if number not in self._left_out
        ]
        seconds = self._limits.setup_seconds
        wait = self._cell_time.begin(fork.process)
        awaited = Awaited(len(cells) + 1, hold=hold)
        message = {"do": "cells", "token": awaited.token, "hold": awaited.hold, "seconds": seconds}
        done = 0
        try:
            # One after the other: as a whole the text of a notebook takes four times its bytes.
            listed = b",".join(map(frames.encode, cells))
            head = frames.encode(message)[:-1]
            fork.link.send(frames.pack_encoded(b'%b,"cells":[%b]}' % (head, listed), []), wait)
            while done <= len(cells):
                answers, _ = awaited.receive(fork.link, wait, done)
                for answer in answers:
                    if done < len(cells):
                        self._take_report(answer, cells[done][0])
                    else:
                        self.calls_to = wire.calls_to(answer)
                    done += 1
                if answers:
                    self._cell_time.go_on(wait)
        except (ExpiredError, MalformedError, ClosedError) as error:
            spent = self._cell_time.nothing_left(wait)
            self._cell_time.end(wait)
            exit_ = fork.end()
            if not awaited.blames(done):
                raise _UncertainError from None
            number = cells[min(done, len(cells) - 1)][0] if cells else 0
            report = self._at_fault(number, error, exit_, spent)
            # Out of time there may be a hair of it left: the clock goes on between two looks at it.
            if not (cells or self._cell_time.used_up or isinstance(error, ExpiredError)):
                raise PlatformError("the box does not even run an empty notebook") from error
            self._left_out[number] = report
            return number
        self._cell_time.end(wait)
        return None

    def _take_report(self, answer: Mapping[str, Any], number: int) -> None:
        # Of a cell that runs again the first report counts.
        room = 0 if number in self._reports else self._report_room
        report = wire.cell_report(answer, number, room)
        self._reports.setdefault(number, report)
        self._report_room = max(0, self._report_room - report.length)

    def _at_fault(self, number: int, error: Exception, exit_: Exit, spent: bool) -> CellReport:
        """The report on a cell that ended the process; `spent` if it had all that was left."""
        if isinstance(error, ExpiredError):
            if spent:  # The cells below would only wait for their turn again.
                self._troubles = max(self._troubles, self._limits.cell_patience - 1)
            return CellReport(number, timed_out=True, left_out=True)
        if isinstance(error, MalformedError):
            return _ended_by(number, "Unreadable", str(error))
        death = _death(exit_)
        if self._killed_by_others(death):
            raise _KilledError from None
        return _ended_by(number, f"Died ({death.reason})", death.detail)

    def _killed_by_others(self, death: Died) -> bool:
        """Whether it is tried once more: want of memory kills whoever is there, and so do people.

        No more than once: a submission can look the same, by closing its connection.
        """
        first = death.reason == "killed" and not self._was_killed
        self._was_killed = self._was_killed or first
        return first

    def _allowance(self, number: int) -> float | None:
        """A cell that was interrupted before need not use up its whole time again."""
        report = self._reports.get(number)
        return MIN_SHARE if report is not None and report.timed_out else None

    def _check_ready(self, fork: Fork) -> None:
        """The first frame is sent before any of the student's code runs, and can be believed."""
        try:
            header, _ = fork.link.receive(Deadline(fork.process, _START_SECONDS, 4.0))
        except (ExpiredError, MalformedError, ClosedError) as error:
            exit_ = fork.end()
            raise PlatformError(f"a process of the box ended at its start: {exit_}") from error
        if header.get("ready") is not True:
            fork.end()
            raise PlatformError(f"a wall of the box does not stand: {header.get('broken')}")

    def _leave_out_more_than(self, number: int) -> None:
        """With patience at its end the cells after this one are not run; beyond it, none is."""
        beyond = self._troubles - self._limits.cell_patience
        if beyond >= 0:
            self._leave_out_after(0 if beyond else number)

    def _leave_out_after(self, number: int) -> None:
        for other, _ in self._sources:
            if other > number:
                self._left_out.setdefault(other, CellReport(other, left_out=True))


def _sorted_in(
    done: list[list[Reply]], questions: Sequence[Question], replies: list[Reply]
) -> list[Reply]:
    """Moves the replies to whole questions to `done`; what is left belongs to the next."""
    for question in questions:
        count = len(question.calls)
        if len(replies) < count:
            break
        done.append(replies[:count])
        replies = replies[count:]
    return replies


def _ended_by(number: int, kind: str, detail: str) -> CellReport:
    error = CellError(kind, detail, f"Cell {number}\n{kind}: {detail}")
    return CellReport(number, error=error, left_out=True)


def _death(exit_: Exit) -> Died:
    if exit_.code >= 0:
        return Died("exit", f"the process ended itself with exit code {exit_.code}")
    number = -exit_.code
    if number == signal.SIGKILL:
        return Died("killed", "the process was killed by the system, or closed its connection")
    return Died("crash", f"the process crashed with {_name_of(number)}")


def _name_of(number: int) -> str:
    """Of a signal: those for real time have none but the first and the last."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
