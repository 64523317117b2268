"""A quiz that changes while students take it, and windows that write at once: nothing is lost."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from autograder.cli.take import Screen
from autograder.course.model import Course
from autograder.quiz.variant import draw_variant
from autograder.report.quiz_view import view
from autograder.services.opened import open_records
from autograder.services.quiz_regrade import regrade
from autograder.services.quiz_stats import figures
from autograder.services.quiz_take import Taker
from autograder.services.quizzes import open_quiz
from tests.services.tiny_quiz import QUIZ, course_with_quiz

ROOT = Path(__file__).parents[2]
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ANSWERS = {
    "pick": "flat",
    "width": "12",
    "chain": "P(A|B) P(B)",
    "blanks": {"one": "1", "two": "2"},
}
ANOTHER = """
  - id: late
    type: integer
    prompt: {en: 'One?', ko: '하나?'}
    answer: 1
"""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return course_with_quiz(tmp_path)


def change(course: Course, text: str) -> None:
    (course.root / "quizzes/week-1.yaml").write_text(text, encoding="utf-8")


def changed() -> str:
    """One choice is gone and one is new, one question has another type, one is gone, one new."""
    text = QUIZ.replace(
        "{id: flat, text: '$f(x) = 1$', credit: 0.25, feedback: {en: Flat., ko: 상수입니다.}}",
        "{id: step, text: '$f(x) = 3$', credit: 0.5, feedback: {en: Three., ko: 셋입니다.}}",
    )
    text = text.replace("answer: n - 2", "answer: n + m + 99")
    text = text.replace("{n: {from: 10, to: 40}}", "{n: {from: 10, to: 40}, m: {choose: [1]}}")
    text = text.replace(
        "type: integer\n    prompt: {en: 'Width", "type: number\n    prompt: {en: 'Width"
    )
    before, _, _ = text.partition("  - id: blanks")
    return before + ANOTHER.lstrip("\n")


def test_an_open_attempt_goes_on_in_the_changed_quiz(course: Course) -> None:
    with open_records(course) as records:
        taker = Taker(records, open_quiz(course, "week-1"), course.seed, "s001")
        taken = taker.begin(NOON)
        for name, answer in ANSWERS.items():
            taken, _ = taker.answer(taken, name, answer, NOON)
        change(course, changed())
        quiz = open_quiz(course, "week-1")
        taker = Taker(records, quiz, course.seed, "s001")
        taken = taker.begin(NOON + MINUTE)
        for question in quiz.questions:
            shown = view(question, taker.variant(taken, question.id))
            for name, options in shown.lists.items():
                assert {each.id for each in options} == {
                    item.id for item in question.lists[name].items
                }, name
        taken, unreadable = taker.answer(taken, "pick", "step", NOON + MINUTE)
        assert unreadable is None
        taken = taker.finish(taken, NOON + MINUTE)
        assert taker.score(NOON + MINUTE) == 0.5 + 1
        assert [each.question for each in taker.outcomes(taken, NOON + MINUTE)]


def handed_in(course: Course) -> None:
    with open_records(course) as records:
        quiz = open_quiz(course, "week-1")
        taker = Taker(records, quiz, course.seed, "s001")
        taken = taker.begin(NOON)
        n = int(draw_variant(quiz, quiz.question("width"), course.seed, "s001", 1).values["n"])
        for name, answer in {**ANSWERS, "width": str(n - 2)}.items():
            taken, _ = taker.answer(taken, name, answer, NOON)
        taker.finish(taken, NOON)
        assert taker.score(NOON) == 0.25 + 2 + 1 + 1


def test_a_score_that_is_stored_stays_until_a_regrade_which_says_what_changes(
    course: Course,
) -> None:
    handed_in(course)
    change(course, changed())
    with open_records(course) as records:
        taker = Taker(records, open_quiz(course, "week-1"), course.seed, "s001")
        assert taker.score(NOON + MINUTE) == 4.25
    found = regrade(course, "week-1", now=NOON + MINUTE, actor="ta", store=False)
    (student,) = found.students
    ((number, changes),) = student.attempts
    assert (student.before, student.after, number) == (4.25, 1, 1)
    assert [(each.question, each.before, each.after) for each in changes] == [
        ("pick", 0.25, 0),
        ("width", 2, 0),
        ("blanks", 1, None),
        ("late", None, 0),
    ]
    regrade(course, "week-1", now=NOON + MINUTE, actor="ta", reason="new questions", store=True)
    with open_records(course) as records:
        taker = Taker(records, open_quiz(course, "week-1"), course.seed, "s001")
        assert taker.score(NOON + MINUTE) == 1
    assert figures(course, "week-1", now=NOON + MINUTE).stats.students == 1


def test_results_of_a_question_that_is_gone_are_shown_without_it(course: Course) -> None:
    with open_records(course) as records:
        for student, text in (("s001", changed()), ("s002", QUIZ.partition("  - id: chain")[0])):
            change(course, QUIZ)
            taker = Taker(records, open_quiz(course, "week-1"), course.seed, student)
            taker.answer(taker.begin(NOON), "blanks", ANSWERS["blanks"], NOON)

            typed = iter([":f", "y"])
            change(course, text)
            quiz = open_quiz(course, "week-1")
            out = io.StringIO()
            taker = Taker(records, quiz, course.seed, student)
            Screen(
                Console(file=out),
                quiz,
                taker,
                "en",
                now=lambda: NOON,
                read=lambda _, typed=typed: next(typed),
            ).run()
            assert "The score that counts" in out.getvalue()


def test_a_stored_result_with_a_question_that_is_gone_can_be_looked_at(course: Course) -> None:
    handed_in(course)
    change(course, changed())
    quiz = open_quiz(course, "week-1")
    policy = replace(quiz.policy, attempts=1)
    out = io.StringIO()
    with open_records(course) as records:
        taker = Taker(records, replace(quiz, policy=policy), course.seed, "s001")
        screen = Screen(Console(file=out), quiz, taker, "en", now=lambda: NOON)
        (taken,) = taker.sittings(NOON)
        screen.results(taken)
    assert "Question 3 of 3" in out.getvalue()


_WINDOW = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from autograder.course.loader import load_course
from autograder.services.opened import open_records
from autograder.services.quiz_take import Taker
from autograder.services.quizzes import open_quiz

course = load_course(Path(sys.argv[1]))
noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
with open_records(course) as records:
    taker = Taker(records, open_quiz(course, "week-1"), course.seed, "s001")
    print("ready", flush=True)
    sys.stdin.readline()
    taken = taker.begin(noon)
    for number in range(15):
        taker.answer(taken, "width", f"{sys.argv[2]}{number:02}", noon)
"""


def test_two_windows_at_once_are_one_attempt_and_lose_no_answer(course: Course) -> None:
    course_file = str(course.root / "course.yaml")
    with open_records(course):
        pass
    windows = [
        subprocess.Popen(
            [sys.executable, "-c", _WINDOW, course_file, name],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("1", "2")
    ]
    for window in windows:
        assert window.stdout is not None
        assert window.stdout.readline() == "ready\n"
    for window in windows:
        assert window.stdin is not None
        window.stdin.write("\n")
        window.stdin.flush()
    assert [window.communicate(timeout=60)[0] for window in windows] == ["", ""]
    assert [window.returncode for window in windows] == [0, 0]
    with open_records(course) as records:
        (attempt,) = records.quizzes.attempts("week-1", "s001")
        entries = records.quizzes.entries([attempt.id])[attempt.id]
    given = [entry.answer for entry in entries if entry.kind == "answer"]
    for name in ("1", "2"):
        assert [each for each in given if str(each).startswith(name)] == [
            f"{name}{number:02}" for number in range(15)
        ]
