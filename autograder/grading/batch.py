"""Many submissions through grading sessions in several processes, results as they come.

A worker process keeps its box and its session from one submission to the next. Between the
processes go a course's path, a submission's bytes and a result's JSON, nothing else.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
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
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.box.box import Box
from autograder.box.isolation import Isolation
from autograder.box.limits import BoxLimits
from autograder.course.loader import load_course
from autograder.errors import CourseError, PlatformError
from autograder.grading import messages, provenance
from autograder.grading.budget import setup_seconds
from autograder.grading.intake import Submission
from autograder.grading.result import Provenance, Result, Status, from_json, to_json
from autograder.grading.session import GradingSession

_ATTEMPTS = 2
"""How often a submission is given to a worker that dies over it."""


@dataclass(frozen=True)
class Task:
    """What a worker needs to know besides the submission."""

    course: Path
    assignment: str
    isolation: Isolation | None
    trust: bool


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
    """Yields one Result for every submission, in the order in which they are done.

    `executor` makes the executor for a number of workers; local processes by default. Not more
    than a few submissions are read ahead, so that memory does not grow with the batch. Raises
    CourseError or PlatformError if no worker can start; what was yielded stays valid.
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
                running[pool.submit(grade_document, task, item.submission)] = item
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            broken = False
            for future in done:
                item = running.pop(future)
                try:
                    yield from_json(json.loads(future.result()))
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


def local_processes(workers: int) -> Executor:
    """Processes of this machine, started afresh: nothing of the platform's memory goes along."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_prepare_worker)


def _fill(waiting: deque[_Waiting], arriving: Iterator[Submission], room: int) -> None:
    while len(waiting) < room:
        submission = next(arriving, None)
        if submission is None:
            return
        waiting.append(_Waiting(submission))


def _given_up(task: Task, lost: Iterable[_Waiting], waiting: deque[_Waiting]) -> Iterator[Result]:
    """Sorts what a broken pool was busy with into one more attempt and the given up."""
    for item in lost:
        if item.attempt < _ATTEMPTS:
            waiting.append(_Waiting(item.submission, item.attempt + 1))
        else:
            yield _platform_error(task, item.submission, "a worker process died over it, twice")


def _platform_error(task: Task, submission: Submission, why: str) -> Result:
    return Result(
        student=submission.student,
        assignment=task.assignment,
        status=Status.PLATFORM_ERROR,
        score=None,
        max_score=0.0,
        exercises=(),
        message=messages.platform_at_fault(),
        cells=(),
        isolation="",
        seconds=0.0,
        provenance=Provenance(submission.digest, "", "", provenance.versions()),
        private=why,
    )


# In a worker process.

_sessions: dict[Task, tuple[Box, GradingSession]] = {}


def grade_document(task: Task, submission: Submission) -> str:
    """Grades one submission in this process; the result's JSON.

    A fault of ours becomes a result without a score; only a fault of the course, or a machine
    that cannot isolate, ends the batch.
    """
    session = _session(task)
    try:
        result = session.grade(submission)
    except PlatformError as error:
        result = _platform_error(task, submission, str(error))
        _forget(task)
    except CourseError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it is not the student's zero
        result = _platform_error(task, submission, f"{type(error).__name__}: {error}")
        _forget(task)
    return json.dumps(to_json(result))


def _session(task: Task) -> GradingSession:
    if task not in _sessions:
        course = load_course(task.course)
        assignment = course.assignments[task.assignment]
        limits = BoxLimits(
            memory_mb=assignment.limits.memory_mb,
            patience=1,  # One lost call fails its test: the others of its message tell no more.
        )
        box = Box.start(task.isolation, trust=task.trust, limits=limits)
        try:
            box.limit(replace(limits, setup_seconds=setup_seconds(box, assignment)))
            _sessions[task] = box, GradingSession(course, assignment, box)
        except BaseException:
            box.close()
            raise
        gc.collect()
        gc.freeze()  # What the session stands on stays; looking through it again finds nothing.
    return _sessions[task][1]


def _forget(task: Task) -> None:
    box, session = _sessions.pop(task)
    session.close()
    box.close()


def _prepare_worker() -> None:
    # What an author's test prints is for people; a command's stdout is data.
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command, which then ends us.
    threading.Thread(target=_die_with_parent, daemon=True).start()


def _die_with_parent() -> None:
    # A pool's worker holds both ends of its queue, so that it never learns of a killed parent.
    parent = multiprocessing.parent_process()
    assert parent is not None
    multiprocessing.connection.wait([parent.sentinel])
    os._exit(1)
