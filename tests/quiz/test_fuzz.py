"""Whatever a file or an answer holds: a clear error or a verdict, never a traceback.

`QUIZ_FUZZ=50000 pytest tests/quiz/test_fuzz.py` tries as many.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.errors import CourseError
from autograder.quiz.outputs import with_outputs
from autograder.quiz.questions import TYPES, judge
from autograder.quiz.questions.code_output import digest
from autograder.quiz.variant import plain_variant

from .bank import CASES, load_text, quiz_text

fuzz = settings(
    max_examples=int(os.environ.get("QUIZ_FUZZ", "200")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
QUESTIONS = {
    path: path.read_text("utf-8").split("\n---\n")[0] for path in sorted(CASES.glob("*/*.yaml"))
}
VALUES = [
    "", "~", "-1", "0", "1e400", ".nan", ".inf", "true", "[]", "{}", "[[[]]]", "{a: {b: [1]}}",
    "'{{n}}'", "'{{'", '"\\n"', "- -", "*a", "&a b", "!!python/object:os.system x", "|", ">-",
    "2026-03-02", "n + ", "(((((", "P(A|", "'\\frac{1}{'", "9" * 60, "가나다", "x: y: z",
]  # fmt: skip
KEYS = ["id", "type", "answer", "choices", "parameters", "known_wrong", "blanks", "x", "form"]


@st.composite
def malformed(draw):
    """The text of a good quiz with a few lines changed, doubled, cut, moved or replaced."""
    text = quiz_text(draw(st.sampled_from(list(QUESTIONS.values()))))
    for _ in range(draw(st.integers(1, 4))):
        lines = text.split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        key, colon, _ = lines[at].partition(":")
        lines[at] = draw(
            st.one_of(
                st.sampled_from(VALUES).map(lambda value, k=key, c=colon: f"{k}{c} {value}"),
                st.sampled_from(KEYS).map(lambda name, line=lines[at]: f"  {name}: {line.strip()}"),
                st.just(lines[at] + "\n" + lines[at]),
                st.just(""),
                st.just(" " + lines[at]),
                st.text(max_size=20).map(lambda junk, line=lines[at]: line + junk),
                st.integers(0, 80).map(lambda cut, line=lines[at]: line[:cut]),
            )
        )
        text = "\n".join(lines)
    return text


json_values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=40),
        st.sampled_from(["a", "b", "size", "value", "reason", "definition", "1/0", "9" * 400]),
        st.text("PX123|,()_^*+-/ \\{}=frac∑", max_size=30),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)


@fuzz
@given(text=malformed())
def test_a_malformed_file_is_a_quiz_or_an_error_with_its_line(tmp_path, text):
    try:
        quiz = load_text(tmp_path, text.encode("utf-8", "replace").decode("utf-8"))
    except CourseError as error:
        problems = error.problems
        assert problems
        assert all(problem.message and problem.line for problem in problems), problems
    else:
        assert quiz.questions


@pytest.fixture(scope="module")
def questions(tmp_path_factory):
    """One question of every type, loaded once."""
    folder = tmp_path_factory.mktemp("fuzz")
    loaded = []
    for text in QUESTIONS.values():
        quiz = load_text(folder, quiz_text(text))
        question = quiz.questions[0]
        if question.type == "code_output":
            source = question.payload.source(plain_variant(question))
            quiz = with_outputs(quiz, {digest(source): "[1. 2.]\n"})
        loaded.append(quiz.questions[0])
    return loaded


@fuzz
@given(answer=json_values, at=st.integers(0, len(QUESTIONS) - 1))
def test_any_json_value_gets_a_verdict(questions, answer, at):
    question = questions[at]
    verdict = judge(question, plain_variant(question), answer)
    assert 0 <= verdict.share <= 1
    assert not (verdict.correct and verdict.error)
    assert verdict.error is None or {"en", "ko"} <= set(verdict.error)


def test_all_types_are_tried(questions):
    assert {question.type for question in questions} == set(TYPES)
