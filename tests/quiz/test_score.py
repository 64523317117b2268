"""Answers, variants and hints in, a result out; nothing else decides."""

from __future__ import annotations

import json

import pytest

from autograder.quiz.score import changes, from_json, score_attempt, to_json
from autograder.quiz.variant import draw_variant

from .bank import load_text, quiz_text

HINTED = """
id: sum
type: integer
prompt: P
points: 3
answer: 2
hints: [{text: Count., cost: 0.25}, {text: Again., cost: 0.5}, {text: More., cost: 0.5}]
known_wrong: [{id: near, answer: 3, credit: 0.5, feedback: Nearly.}]
"""
VARIED = """
id: varied
type: integer
prompt: 'What is 1 + {{n}}?'
parameters: {n: {from: 1, to: 50}}
variants: 50
answer: n + 1
"""


@pytest.fixture
def quiz(tmp_path):
    return load_text(tmp_path, quiz_text(HINTED, VARIED))


def scores(quiz, answers, **more):
    result = score_attempt(quiz, answers, {}, **more)
    return [entry.score for entry in result.questions]


def test_points_are_shares_of_each_question(quiz):
    result = score_attempt(quiz, {"sum": 3}, {})
    assert [entry.score for entry in result.questions] == [1.5, 0]
    assert (result.score, result.max_score) == (1.5, 4)


def test_what_was_not_answered_has_no_verdict(quiz):
    result = score_attempt(quiz, {"sum": ""}, {})
    assert [entry.verdict for entry in result.questions] == [None, None]


def test_hints_take_their_cost_down_to_nothing(quiz):
    assert scores(quiz, {"sum": 2}, hints={"sum": 1})[0] == 2.25
    assert scores(quiz, {"sum": 2}, hints={"sum": 2})[0] == 0.75
    assert scores(quiz, {"sum": 2}, hints={"sum": 9})[0] == 0
    assert scores(quiz, {"sum": 3}, hints={"sum": 2})[0] == 0


def test_an_answer_is_judged_against_the_variant_of_its_student(quiz):
    question = quiz.question("varied")
    for student in ("a", "b", "c"):
        variant = draw_variant(quiz, question, "secret", student, 1)
        right = variant.values["n"] + 1
        result = score_attempt(quiz, {"varied": right}, {"varied": variant})
        assert result.questions[1].score == 1
        assert result.questions[1].variant == variant.number
        wrong = score_attempt(quiz, {"varied": right + 1}, {"varied": variant})
        assert wrong.score == 0


def test_results_come_back_from_their_json_unchanged(quiz):
    result = score_attempt(quiz, {"sum": 3, "varied": "x"}, {}, {"sum": 1})
    assert result.questions[0].verdict.known_wrong == "near"
    assert result.questions[1].verdict.error is not None
    assert from_json(json.loads(json.dumps(to_json(result)))) == result


def test_a_regrade_shows_which_questions_change(quiz, tmp_path):
    answers = {"sum": 2, "varied": 1}
    before = score_attempt(quiz, answers, {})
    corrected = HINTED.replace("answer: 2\n", "answer: 3\n").replace("answer: 3,", "answer: 2,")
    after = score_attempt(load_text(tmp_path, quiz_text(corrected)), answers, {})
    found = {change.question: (change.before, change.after) for change in changes(before, after)}
    assert found == {"sum": (3, 1.5), "varied": (0, None)}
    assert changes(before, before) == ()
