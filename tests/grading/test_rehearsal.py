"""What is asked ahead: what comes again with the very same arguments, and only as often."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from autograder.box.box import Box
from autograder.box.question import Question
from autograder.box.reply import Missing, Raised, Reply, Returned, TimedOut
from autograder.course.loader import load_course
from autograder.grading.cases import CaseMaker
from autograder.grading.given import given_cells
from autograder.grading.intake import Cell
from autograder.grading.reference import Reference
from autograder.grading.rehearsal import Rehearsal, recurring
from autograder.grading.student import Student
from tests.grading.tiny import TINY


def double(x: float) -> float:
    if x < 0:
        raise ValueError("too small")
    return 2 * x


def rehearsal() -> Rehearsal:
    return Rehearsal(Reference(double=double))


def test_reading_a_submission_meanwhile_gives_nobody_more_time() -> None:
    def read() -> None:
        while time.thread_time() < 0.2:
            pass

    def waits(x: float) -> float:
        other = threading.Thread(target=read)
        other.start()
        other.join()
        return x

    found = CaseMaker({"waits": waits}, {}, lambda _: np.random.default_rng(1)).values(
        "waits", [(1.0,)]
    )
    assert found.asked
    assert found.seconds < 0.1


def test_questions_with_the_same_arguments_recur_and_those_made_anew_do_not() -> None:
    kept = [(1.0,), (2.0,)]
    runs = []
    for _ in range(2):
        run = rehearsal()
        student = run.student()
        student.double.map(kept)
        student.double.map([(float(each),) for each in range(2)])
        student.double.map(kept)
        student.double.map(kept[::-1])
        runs.append(run.questions)
    found = recurring(*runs)
    assert [question.calls for question in found] == [tuple(kept), tuple(kept), tuple(kept[::-1])]


def test_what_was_asked_ahead_is_not_asked_again_and_serves_once() -> None:
    calls = [(1.0,), (3.0,)]
    run = rehearsal()
    student = run.student()
    student.ask_ahead([Question("double", calls)])
    assert student.double.map(calls) == [2.0, 6.0]
    assert len(run.questions) == 1
    assert student.double.map(calls) == [2.0, 6.0]
    assert len(run.questions) == 2


def test_the_reference_answers_as_a_submission_would() -> None:
    questions = [Question("double", [(1.0,), (-1.0,)]), Question("half", [(1.0,)])]
    (returned, raised), (missing,) = rehearsal().ask(questions)
    assert returned == Returned(2.0, (), "")
    assert isinstance(raised, Raised)
    assert "ValueError" in raised.kinds
    assert missing == Missing()


def test_a_function_that_hangs_is_lost_in_two_questions_and_the_others_are_asked(box: Box) -> None:
    source = "def slow(x):\n    while True: pass\ndef quick(x):\n    return x"
    calls = [[(float(number),), (0.5,)] for number in range(4)]
    limits = replace(box.limits, patience=1, call_floor_seconds=0.2)
    with box.open([Cell(1, source)], limits=limits) as run:
        counted = Counted(run.ask)
        student = Student(counted, lambda: box.open([Cell(1, source)]))
        asked = [Question(name, each) for each in calls for name in ("slow", "quick")]
        student.ask_ahead(asked)
        # Once for all, and again after each loss for those that are left.
        assert counted.messages == 3
        for each in calls:
            assert all(isinstance(reply, TimedOut) for reply in student.replies("slow", each, 0.0))
            assert student.quick.map(each) == [each[0][0], 0.5]
        assert counted.messages == 3


class Counted:
    """A run, and how many messages went to it."""

    calls_to: dict[str, frozenset[str]] = {}

    def __init__(self, ask: Callable[[Sequence[Question]], list[list[Reply]]]) -> None:
        self._ask = ask
        self.messages = 0

    def ask(self, questions: Sequence[Question]) -> list[list[Reply]]:
        self.messages += 1
        return self._ask(questions)


def test_the_cells_given_beforehand_are_the_released_ones(tmp_path: Path) -> None:
    root = Path(shutil.copytree(TINY, tmp_path / "course"))
    course = load_course(root)
    assignment = course.assignments["tiny"]
    assert given_cells(course, assignment) == ()
    released = course.release / "tiny" / "tiny.ipynb"
    released.parent.mkdir(parents=True, exist_ok=True)
    released.write_text('{"cells": [{"cell_type": "code", "source": "x = 1"}]}')
    assert [cell.source for cell in given_cells(course, assignment)] == ["x = 1"]
    released.write_text("no notebook")
    assert given_cells(course, assignment) == ()
