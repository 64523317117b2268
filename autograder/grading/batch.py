"""Many submissions through grading sessions in several processes, results as they come.

This is the side of whoever wants them graded: it imports nothing that grades (numpy, scipy,
pytest), which the processes do for themselves. What they do is in `grader.py`. Between the
processes go a course or its path, a submission's bytes and a result's JSON, nothing else.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from dataclasses import dataclass
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import BaseContext
from multiprocessing.queues import SimpleQueue
from types import TracebackType
from typing import TypeVar

from autograder.course.model import Course
from autograder.errors import PlatformError
from autograder.grading import grader, interrupt
from autograder.grading.grader import Task
from autograder.grading.intake import Submission
from autograder.grading.result import Document, Result

__all__ = ["Crew", "Task", "grade_batch", "grade_documents", "local_processes", "warm_up"]

_T = TypeVar("_T")
_ATTEMPTS = 2
"""How often a submission is given to a worker that dies over it."""
_QUIET_SECONDS = 0.1


@dataclass(frozen=True)
class _Waiting:
    submission: Submission
    attempt: int = 1


def grade_batch(
    task: Task,
    submissions: Iterable[Submission],
    *,
    workers: int | None = None,
    executor: Callable[[int], Executor] | None = None,
) -> Iterator[Result]:
    """Yields one Result for every submission, as `grade_documents` does."""
    documents = grade_documents(task, submissions, workers=workers, executor=executor)
    for document in documents:
        yield document.result


def grade_documents(
    task: Task,
    submissions: Iterable[Submission],
    *,
    workers: int | None = None,
    executor: Callable[[int], Executor] | None = None,
    quiet: Callable[[], None] = lambda: None,
) -> Iterator[Document]:
    """Yields one result for every submission, in the order in which they are done.

    `executor` makes the executor for a number of workers; local processes by default. `quiet` is
    called when none has come for a tenth of a second. Not more than a few submissions are read
    ahead, so that memory does not grow with the batch. Raises CourseError or PlatformError if no
    worker can start; what was yielded stays valid.
    """
    count = workers or len(os.sched_getaffinity(0))
    make = executor or local_processes
    waiting = deque[_Waiting]()
    arriving = iter(submissions)
    pool = make(count)
    running: dict[Future[str], _Waiting] = {}
    try:
        while True:
            _fill(waiting, arriving, 2 * count - len(running))
            while waiting:
                item = waiting.popleft()
                future = _handed(pool, grader.grade_document, task, item.submission)
                running[future] = item
            if not running:
                return
            done, _ = wait(running, _QUIET_SECONDS, FIRST_COMPLETED)
            if not done:
                quiet()
            broken = False
            for future in done:
                item = running.pop(future)
                try:
                    yield Document.read(future.result())
                except BrokenExecutor:
                    broken = True
                    running[future] = item
            if broken:
                pool.shutdown(wait=False, cancel_futures=True)
                pool = make(count)
                yield from _given_up(task, running.values(), waiting)
                running.clear()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def warm_up() -> BaseContext:
    """Starts the process that `local_processes` come from, if it does not run; how they start.

    It imports what grading needs, which takes a while: for who will probably need them soon. It
    ends with this process. Where no socket can be made to speak to it, each starts by itself.
    """
    resource_tracker.ensure_running()  # Below, it would let SIGINT through.
    multiprocessing.set_forkserver_preload(["autograder.grading.warm"])
    try:
        with interrupt.deferred():
            forkserver.ensure_running()
    except OSError:  # The folder for temporary files is full, say, or its name too long.
        return multiprocessing.get_context("spawn")
    return multiprocessing.get_context("forkserver")


def local_processes(
    workers: int, begin: Callable[[SimpleQueue[int | None]], None] = grader.begin
) -> Executor:
    """Processes of this machine, forked from one that has nothing but the libraries in its memory.

    `begin` is what each does first. It takes the number of its core, or None for any.
    """
    context = warm_up()
    cores = context.SimpleQueue()
    # A grader and its box take turns. On one core neither waits for another to wake up; where there
    # are fewer workers than cores, or more, the system places them better.
    own = sorted(os.sched_getaffinity(0))
    for core in own if 1 < workers == len(own) else [None] * workers:
        cores.put(core)
    return ProcessPoolExecutor(workers, mp_context=context, initializer=begin, initargs=(cores,))


def _handed(pool: Executor, work: Callable[..., _T], *arguments: object) -> Future[_T]:
    """As `submit`; a process that died with nothing to do is told of like one that died over it.

    Raises PlatformError if none can be started.
    """
    try:
        with interrupt.deferred():
            return pool.submit(work, *arguments)
    except BrokenExecutor as error:
        future = Future[_T]()
        future.set_exception(error)
        return future
    except (EOFError, OSError) as error:  # What they are forked from has just died, say.
        raise PlatformError(
            "a process that grades could not be started; what was graded is kept, and the same"
            " command goes on from there"
        ) from error


def _fill(waiting: deque[_Waiting], arriving: Iterator[Submission], room: int) -> None:
    while len(waiting) < room:
        submission = next(arriving, None)
        if submission is None:
            return
        waiting.append(_Waiting(submission))


def _given_up(task: Task, lost: Iterable[_Waiting], waiting: deque[_Waiting]) -> Iterator[Document]:
    """Sorts what a broken pool was busy with into one more attempt and the given up."""
    for item in lost:
        if item.attempt < _ATTEMPTS:
            waiting.append(_Waiting(item.submission, item.attempt + 1))
        else:
            why = "a worker process died over it, twice"
            yield Document.of(grader.platform_error(task, item.submission, why))


class Crew:
    """Processes that begin to make ready at once, to be the executor of a `grade_batch`.

    For who has more to do before the first submission can be handed over. As a context manager it
    ends the processes that no batch has taken over.
    """

    def __init__(self, task: Task, course: Course, workers: int) -> None:
        self._workers = workers
        self._pool: Executor | None = local_processes(workers)
        try:
            for _ in range(workers):
                _handed(self._pool, grader.prepare, task, course)
        except (KeyboardInterrupt, PlatformError):  # Nobody leaves what was never entered.
            self._end()
            raise

    def __call__(self, workers: int) -> Executor:
        """The processes, for the first batch that asks; if it needs more, or later, others."""
        # A larger pool would start another process for a submission that finds these still busy
        # with making ready, and that would take longer.
        if self._pool is None or workers > self._workers:
            return local_processes(workers)
        pool, self._pool = self._pool, None
        return pool

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._end()

    def _end(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
