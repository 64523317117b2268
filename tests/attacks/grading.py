"""Grades an attack and a neighbour through the real path, and says what is wrong with it."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from autograder.box.box import Box
from autograder.course.model import Limits
from autograder.grading.intake import Submission, read_submissions
from autograder.grading.result import Result, to_json
from autograder.grading.session import GradingSession
from autograder.report.feedback import feedback_page
from autograder.report.visible import for_student
from tests.attacks import leftovers, payload
from tests.attacks.corpus import FULL_MARKS, Attack
from tests.attacks.world import World

_MOST_MB = 200
LANGUAGES = ("en", "ko")


class Guard:
    """One level's box and session in a world; `complaints` holds an attack to its description."""

    def __init__(self, world: World, box: Box, session: GradingSession, limits: Limits) -> None:
        self._world = world
        self._session = session
        self._limits = limits
        self._uid = box_uid(box)
        secret = world.canaries["memory"]
        self._memory = bytearray(secret, "ascii")  # of the process that grades, to be hunted for

    def complaints(self, attack: Attack, folder: Path) -> list[str]:
        """What did not hold; empty if the attack was held in every respect."""
        submissions = self._handed_in(attack, folder)
        before = self._lying_about()
        self._forget_the_peak()
        calm = _memory("VmHWM")
        results = {one.student: self._session.grade(one) for one in submissions}
        left = leftovers.settled(self._lying_about, before)
        swollen = _memory("VmHWM") - calm
        left |= leftovers.abstract_sockets(self._world.token)
        wrong = [f"left behind: {thing}" for thing in left]
        wrong += [f"a file was written: {name}" for name in self._world.marks()]
        if swollen > _MOST_MB:
            wrong.append(f"the process that grades took {swollen:.0f} MB more")
        wrong += [f"the {name} listener was reached" for name in self._world.was_reached()]
        self._world.sweep()
        name = attack.student or next(iter(results.keys() - {"neighbour"}), "")
        if name not in results:
            return [*wrong, f"no result for {name}, only for {sorted(results)}"]
        for student, result in results.items():
            texts = list(texts_of(result))
            wrong += [f"{p} leaked to {student}" for p in self._world.leaks_in("\n".join(texts))]
            if student == "neighbour" and points_of(result) != FULL_MARKS:
                wrong.append(f"the neighbour got {points_of(result)}: {result.message}")
        if "neighbour" not in results:
            wrong.append("the neighbour has no result")
        return wrong + list(unmet(attack, results[name]))

    def _handed_in(self, attack: Attack, folder: Path) -> list[Submission]:
        target = self._world.target(os.getpid())
        if attack.on_intake:
            return read_submissions(payload.built(attack, folder, target), "tiny", self._limits)
        return [
            Submission("attack", "", payload.hostile_notebook(attack, target)),
            Submission("neighbour", "", payload.notebook()),
        ]

    def _lying_about(self) -> set[str]:
        return leftovers.of_user(self._uid, shared=self._uid == os.geteuid())

    @staticmethod
    def _forget_the_peak() -> None:
        """The kernel's own record of how much memory this process ever took starts anew."""
        with suppress(OSError):
            Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _memory(field: str) -> float:
    """A line of this process's status, in MB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(field))


def box_uid(box: Box) -> int:
    """The user that the box's processes run as: one of its own if we are root."""
    if os.geteuid() != 0:
        return os.geteuid()
    return (1 << 29) + box._worker._popen.pid


def points_of(result: Result) -> dict[str, float]:
    return {exercise.id: exercise.score for exercise in result.exercises}


def texts_of(result: Result) -> Iterator[str]:
    """Every form in which a result leaves the grader, what is for staff alone included."""
    yield json.dumps(to_json(result), ensure_ascii=False)
    for language in LANGUAGES:
        yield feedback_page(
            for_student(result, language), course_title="Course", assignment_title="Tiny"
        )


def unmet(attack: Attack, result: Result) -> Iterator[str]:
    """Where the result is not what the attack's description expects."""
    if result.status.value != attack.status:
        yield f"the status is {result.status}: {result.message} {result.private}"
    points = points_of(result)
    for exercise in FULL_MARKS:
        earned, given = attack.earns.get(exercise, 0.0), points.get(exercise, 0.0)
        if given != earned:
            yield f"{exercise} got {given:g} points and earned {earned:g}"
    for language in LANGUAGES:
        said = sentences(result, language)
        if not said and points != FULL_MARKS:
            yield f"the student is told nothing ({language})"
        if any(_steers(character) for character in said):
            yield f"what the student is told holds characters that steer ({language})"
    told = sentences(result, "en")
    yield from (
        f"the student is not told {text!r} but {told!r}" for text in attack.says if text not in told
    )
    page = list(texts_of(result))[1]
    if "<script" in page or "\x1b" in page:
        yield "the page holds the student's markup"


def sentences(result: Result, language: str) -> str:
    """All the text that the student gets, but for titles."""
    feedback = for_student(result, language)
    tests = [test for exercise in feedback.exercises for test in exercise.tests]
    return "\n".join(
        [
            feedback.message,
            *(text for test in tests for text in (test.message, *test.hints, test.traceback)),
            *(text for note in feedback.cells for text in (note.text, note.traceback)),
        ]
    ).strip()


def _steers(character: str) -> bool:
    return character not in "\n\t" and unicodedata.category(character) in ("Cc", "Cf", "Cs")
