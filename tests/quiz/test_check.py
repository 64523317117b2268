"""What a quiz is checked for before anybody takes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.errors import CourseError
from autograder.quiz.check import check_quiz
from autograder.quiz.load import load_quiz
from autograder.quiz.outputs import compute_outputs, with_outputs, write_outputs
from autograder.quiz.questions import judge
from autograder.quiz.variant import plain_variant

from .bank import LANGUAGES, load_text, quiz_text
from .test_load import whole_examples

FAULTY = Path(__file__).parent / "faulty"


def found(folder, question, box=None):
    quiz = load_text(folder, quiz_text(question))
    return [problem.message for problem in check_quiz(quiz, box)]


def test_the_examples_of_the_page_have_no_fault(tmp_path, box):
    for path in whole_examples(tmp_path):
        assert check_quiz(load_quiz(path, LANGUAGES), box) == []


@pytest.mark.parametrize("path", sorted(FAULTY.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_fault_is_found_and_said_in_words(tmp_path, path):
    question, message = path.read_text("utf-8").split("\n---\n")
    messages = found(tmp_path, question)
    assert any(text.startswith(message.strip()) for text in messages), messages


def test_a_fault_in_a_single_variant_is_found_with_its_values(tmp_path):
    question = (
        "id: q\ntype: integer\nprompt: '{{n}}'\nparameters: {n: {from: 1, to: 9}}\nvariants: 9\n"
        "answer: n ** 2\nknown_wrong: [{answer: 2 * n}]"
    )
    (message,) = found(tmp_path, question)
    assert message == "q: known_wrong 1: '4' is right; add a constraint (with n = 2)"


def test_mistakes_that_agree_in_some_variants_only_are_no_fault(tmp_path):
    question = (
        "id: q\ntype: integer\nprompt: '{{n}}'\nparameters: {n: {from: 1, to: 9}}\nvariants: 9\n"
        "answer: -1\nknown_wrong: [{answer: 2 * n}, {answer: n ** 2}]"
    )
    assert found(tmp_path, question) == []


def snippet(code):
    lines = "\n".join(f"  {line}" for line in code.split("\n"))
    return f"id: q\ntype: code_output\nprompt: P\ncode: |\n{lines}\n"


def test_outputs_come_out_of_the_box(tmp_path, box):
    quiz = load_text(tmp_path, quiz_text(snippet("import numpy as np\nprint(np.ones(3).sum())")))
    outputs, problems = compute_outputs(quiz, box)
    assert problems == []
    assert list(outputs.values()) == ["3.0\n"]
    question = with_outputs(quiz, outputs).questions[0]
    assert judge(question, plain_variant(question), "3.0").correct


def test_outputs_that_were_kept_are_there_when_the_quiz_is_loaded_again(tmp_path, box):
    text = quiz_text(snippet("print(1)"))
    outputs, _ = compute_outputs(load_text(tmp_path, text), box)
    write_outputs(tmp_path, outputs)
    question = load_text(tmp_path, text).questions[0]
    assert judge(question, plain_variant(question), "1").correct
    changed = load_text(tmp_path, text.replace("print(1)", "print(2)")).questions[0]
    with pytest.raises(CourseError, match="is not computed yet"):
        judge(changed, plain_variant(changed), "2")


def test_without_a_computed_output_nothing_is_scored(tmp_path):
    question = load_text(tmp_path, quiz_text(snippet("print(1)"))).questions[0]
    with pytest.raises(CourseError, match="is not computed yet"):
        judge(question, plain_variant(question), "1")


def test_every_variant_of_a_snippet_is_run(tmp_path, box):
    code = snippet("print({{n}} ** 2)") + "parameters: {n: {from: 1, to: 3}}\n"
    outputs, _ = compute_outputs(load_text(tmp_path, quiz_text(code)), box)
    assert sorted(outputs.values()) == ["1\n", "4\n", "9\n"]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("1 / 0", "q: the code ends with ZeroDivisionError: division by zero"),
        ("pass", "q: the code prints nothing"),
        ("print('x' * 2500)", "q: the code prints more than 2000 characters"),
        ("%matplotlib inline\nprint(1)", "q: the code holds a line that is no Python: %matplotlib"),
    ],
)
def test_a_snippet_that_is_at_fault_is_found(tmp_path, box, code, message):
    (text,) = found(tmp_path, snippet(code), box)
    assert text.startswith(message)
