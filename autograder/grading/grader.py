"""One process that grades: its box and its session stay from one submission to the next.

What grades is imported where it is first used: whoever hands work to such a process imports this
module too, and has no use for numpy, scipy and pytest.
"""

from __future__ import annotations

import gc
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import CourseError, PlatformError
from autograder.grading import messages, provenance
from autograder.grading.intake import Submission
from autograder.grading.result import Document, Provenance, Result, Status

if TYPE_CHECKING:
    from multiprocessing.queues import SimpleQueue

    from autograder.box.box import Box
    from autograder.box.level import Isolation
    from autograder.course.model import Assignment, Course
    from autograder.grading.session import GradingSession


@dataclass(frozen=True)
class Task:
    """What a process needs to know besides the submission."""

    course: Path
    assignment: str
    isolation: Isolation | None
    trust: bool


_sessions: dict[Task, tuple[Box, GradingSession]] = {}


def begin(cores: SimpleQueue[int | None]) -> None:
    """What such a process does before anything else: it and its box stay on the core that it takes
    from `cores`, unless that is None.
    """
    core = cores.get()
    if core is not None:
        os.sched_setaffinity(0, {core})
    # What an author's test prints is for people; a command's stdout is data.
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command, which then ends us.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_die_with_parent, daemon=True).start()


def prepare(task: Task, course: Course) -> None:
    """Makes ready for the task, with its course at hand. What is in the way of that is raised by
    every submission too.
    """
    _session(task, course)


def grade_document(task: Task, submission: Submission) -> str:
    """Grades one submission in this process; the result's JSON.

    A fault of ours becomes a result without a score; only a fault of the course, or a machine
    that cannot isolate, ends the batch.
    """
    session = _session(task)
    try:
        result = session.grade(submission)
    except PlatformError as error:
        result = platform_error(task, submission, str(error))
        _forget(task)
    except CourseError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it is not the student's zero
        result = platform_error(task, submission, f"{type(error).__name__}: {error}")
        _forget(task)
    return Document.of(result).text


def platform_error(task: Task, submission: Submission, why: str) -> Result:
    """The result of a submission that could not be graded by a fault of ours."""
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


def _session(task: Task, course: Course | None = None) -> GradingSession:
    if task not in _sessions:
        gc.disable()  # Nearly all that is made now stays.
        try:
            _sessions[task] = _started(task, course or _loaded(task))
        finally:
            gc.enable()
        gc.collect()
        gc.freeze()  # What the session stands on stays; looking through it again finds nothing.
    return _sessions[task][1]


def _loaded(task: Task) -> Course:
    from autograder.course.loader import load_course

    return load_course(task.course)


def _started(task: Task, course: Course) -> tuple[Box, GradingSession]:
    from autograder.grading.session import GradingSession

    assignment = course.assignments[task.assignment]
    box = _box(task, course, assignment)
    try:
        return box, GradingSession(course, assignment, box)
    except BaseException:
        box.close()
        raise


def _box(task: Task, course: Course, assignment: Assignment) -> Box:
    from autograder.box.box import Box
    from autograder.box.limits import BoxLimits
    from autograder.grading.budget import setup_seconds
    from autograder.grading.given import given_cells

    limits = BoxLimits(
        memory_mb=assignment.limits.memory_mb,
        patience=1,  # One lost call fails its test: the others of its message tell no more.
    )
    box = Box.start(task.isolation, trust=task.trust, limits=limits)
    try:
        box.limit(replace(limits, setup_seconds=setup_seconds(box, assignment)))
        box.prepare(given_cells(course, assignment))
    except BaseException:
        box.close()
        raise
    return box


def _forget(task: Task) -> None:
    box, session = _sessions.pop(task)
    session.close()
    box.close()


def _die_with_parent() -> None:
    # A pool's worker holds both ends of its queue, so that it never learns of a killed parent.
    parent = multiprocessing.parent_process()
    assert parent is not None
    multiprocessing.connection.wait([parent.sentinel])
    os._exit(1)
