"""A quiz in a terminal: what is typed, what is kept, what is shown."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from autograder.cli import take
from autograder.cli.take import Screen
from autograder.cli.typed import NoLetterError, command, typed, typed_blank
from autograder.cli.words import WORDS
from autograder.course.model import Course
from autograder.quiz.load import load_quiz
from autograder.quiz.model import Question, Variant
from autograder.quiz.variant import plain_variant
from autograder.report.quiz_answer import answer_view
from autograder.report.quiz_terminal import question_view
from autograder.report.quiz_view import Option, QuestionView, view
from autograder.services.opened import open_records
from autograder.services.quiz_take import Taker
from autograder.services.quizzes import open_quiz
from autograder.text import Text
from tests.services.tiny_quiz import course_with_quiz

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MORE = r"""
id: more
version: '1'
title: More
questions:
  - id: single
    type: single
    prompt: 'One?'
    choices: [{id: b, text: first, right: true}, {id: a, text: second, feedback: No.}]
  - id: multiple
    type: multiple
    prompt: 'Which?'
    choices: [{id: x, text: one, right: true}, {id: y, text: two}, {id: z, text: three}]
  - id: true_false
    type: true_false
    prompt: 'So?'
    answer: true
    reasons: [{id: r1, text: one, right: true}, {id: r2, text: two}]
  - id: matching
    type: matching
    prompt: Match.
    left: [{id: l1, text: one, match: m2}, {id: l2, text: two, match: m1}]
    right: [{id: m1, text: ONE}, {id: m2, text: TWO}]
  - id: ordering
    type: ordering
    prompt: Order.
    items: [{id: i1, text: one}, {id: i2, text: two}, {id: i3, text: three}]
  - id: fill_in
    type: fill_in
    prompt: 'It is [[w]].'
    blanks: {w: {type: single, choices: [{id: q1, text: red, right: true}, {id: q2, text: blue}]}}
"""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, QuestionView]:
    path = tmp_path_factory.mktemp("more") / "more.yaml"
    path.write_text(MORE, encoding="utf-8")
    quiz = load_quiz(path, ("en",))
    return {each.id: view(each, plain_variant(each)) for each in quiz.questions}


@pytest.mark.parametrize(
    ("question", "line", "answer"),
    [
        ("single", "a", "b"),
        ("single", "B)", "a"),
        ("single", "ㅁ", "b"),
        ("multiple", "a c", ["x", "z"]),
        ("multiple", "ac", ["x", "z"]),
        ("multiple", "-", []),
        ("true_false", "true b", {"value": "true", "reason": "r2"}),
        ("true_false", "참, a", {"value": "참", "reason": "r1"}),
        ("true_false", "b 거짓", {"value": "거짓", "reason": "r2"}),
        ("true_false", "참", {"value": "참", "reason": ""}),
        ("matching", "1b 2a", {"l1": "m2", "l2": "m1"}),
        ("matching", "1-b; 2=a", {"l1": "m2", "l2": "m1"}),
        ("matching", "1ㅁ", {"l1": "m1"}),
        ("ordering", "c a b", ["i3", "i1", "i2"]),
    ],
)
def test_letters_stand_for_what_is_shown(
    shown: dict[str, QuestionView], question: str, line: str, answer: object
) -> None:
    assert typed(shown[question], line) == answer


@pytest.mark.parametrize(
    ("question", "line", "said"),
    [
        ("single", "c", "The letters are a to b."),
        ("multiple", "a q", "The letters are a to c."),
        ("true_false", "true z", "The letters are a to b."),
        ("matching", "3a", "The numbers are 1 to 2."),
        ("matching", "1c", "The letters are a to b."),
        ("matching", "one two", "Write a number with its letter for each pair: 1a 2b."),
        ("ordering", "first", "The letters are a to c."),
    ],
)
def test_what_is_no_letter_is_told_without_naming_ids(
    shown: dict[str, QuestionView], question: str, line: str, said: str
) -> None:
    with pytest.raises(NoLetterError) as caught:
        typed(shown[question], line)
    assert caught.value.text["en"] == said
    assert caught.value.text["ko"]


@pytest.mark.parametrize(
    ("line", "letter"),
    [(":h", "h"), (": B", "b"), (":ㅂ", "q"), (":ㄹ", "f"), ("a", None), (":10", None)],
)
def test_commands_are_known_from_a_korean_keyboard_too(line: str, letter: str | None) -> None:
    assert command(line) == letter


def test_a_blank_with_choices_takes_a_letter(shown: dict[str, QuestionView]) -> None:
    assert typed_blank(shown["fill_in"], "w", "b") == "q2"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return course_with_quiz(tmp_path)


def session(course: Course, lines: list[str], language: str = "en") -> str:
    """What a student sees who types these lines, and then closes the terminal."""
    left: Iterator[str] = iter(lines)

    def read(prompt: str) -> str:
        out.write(prompt)
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    out = io.StringIO()
    console = Console(file=out, width=100)
    with open_records(course) as records:
        quiz = open_quiz(course, "week-1")
        taker = Taker(records, quiz, course.seed, "s001")
        Screen(console, quiz, taker, language, now=lambda: NOON, read=read).run()
    return out.getvalue()


def test_an_attempt_that_was_left_goes_on_at_the_first_open_question(course: Course) -> None:
    first = session(course, ["a"])
    assert "Which is non-linear: x²?" in first
    assert "Your answers are kept" in first
    second = session(course, [":q"], "ko")
    assert "1번째 응시를 이어서 합니다." in second
    assert "문제 2 / 4" in second


def test_after_handing_in_the_score_and_the_feedback_are_shown(course: Course) -> None:
    said = session(course, [":h", "y", "a", "", "P(A|B) P(B)", "1", "2", "y"])
    assert "Draw them." in said
    assert "3 of 4 questions answered. Hand in?" in said
    assert "The attempt is over." in said
    assert "A kink bends." in said
    assert "The score that counts: " in said


def test_an_unreadable_answer_is_asked_again(course: Course) -> None:
    said = session(course, ["", "wide", "17", ":q"])
    assert said.count("Question 2 of 4") == 1
    assert said.count("Your answer > ") == 3
    assert "cannot be read" in said


def test_every_word_exists_in_both_languages_with_the_same_placeholders_and_is_used() -> None:
    source = Path(take.__file__).read_text("utf-8")
    for key, text in WORDS.items():
        fields = {
            language: set(re.findall(r"{(\w+)}", text[language])) for language in ("en", "ko")
        }
        assert fields["en"] == fields["ko"], key
        assert text["ko"] != text["en"], key
        assert re.search(rf"[\"']{key}[\"']", source), key


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("P(X_1) P(X_2 | X_1)", "P(X₁) P(X₂ | X₁)"),
        ("P(X_12 | X_1)", "P(X₁₂ | X₁)"),
        (r"\sum_{A'} P(A')", "∑_(A') P(A')"),
        ("P(A|B)P(B)", "P(A|B)P(B)"),
        ("$P(X_1)$", "$P(X_1)$"),
    ],
)
def test_a_probability_expression_is_read_as_mathematics(answer: str, shown: str) -> None:
    question = Question(id="q", type="probability", prompt=Text.plain("P"), payload=None)
    seen = QuestionView(question, Variant(0, {}, {}), Text.plain("P"), "", {}, ())
    out = io.StringIO()
    console = Console(file=out, width=80, color_system=None)
    console.print(answer_view(seen, answer, "en", "Answer"))
    assert out.getvalue().strip() == f"Answer: {shown}"


def test_no_end_of_a_korean_line_is_hidden_in_a_narrow_terminal() -> None:
    words = (
        "거슬러 흐르는 기울기입니다. 정해진 스텝 수에서 멈추지만, 은닉 상태는 앞으로 넘겨줍니다."
    )
    options = {"choices": (Option("b", Text.plain(words)),)}
    question = Question(id="q", type="single", prompt=Text.plain("P"), payload=None)
    seen = QuestionView(question, Variant(0, {}, {}), Text.plain("P"), "", options, ())
    for width in range(50, 90):
        out = io.StringIO()
        Console(file=out, width=width).print(question_view(seen, "ko", "T"))
        assert "…" not in out.getvalue()
        assert "".join(words.split()) in "".join(out.getvalue().split())


def test_only_answers_that_can_be_read_count_as_given(course: Course) -> None:
    said = session(course, ["a", "wide", "", "", "", ":f"])
    assert "1 of 4 questions answered." in said
    assert "Question 2 of 4" in session(course, [])


def test_blanks_that_are_all_left_empty_are_no_answer(course: Course) -> None:
    said = session(course, ["", "", "", "eins", "", "", ":f"])
    assert "Saved." not in said
    assert "0 of 4 questions answered." in said


def test_a_command_inside_a_blank_is_no_answer_and_a_wrong_blank_is_asked_alone(
    course: Course,
) -> None:
    said = session(course, ["", "", "", "eins", ":h", "1", "2", ":q"])
    assert said.count("blank one > ") == 3
    assert said.count("blank two > ") == 1
    assert "First the other blanks" in said
    assert "Saved." in said


def test_an_unknown_command_is_told_and_not_taken_for_an_answer(course: Course) -> None:
    said = session(course, ["a", ":b", ":x", ":q"])
    assert said.count(":h hint, :b back") == 2
    assert "cannot be read" not in said
