"""What a student sees of a question: its variant, and nothing of the key."""

from __future__ import annotations

from autograder.quiz.model import Variant
from autograder.quiz.variant import plain_variant
from autograder.quiz.view import explanation, view

from .bank import load_one

QUESTION = """
id: q
type: single
prompt: {en: 'n is {{n}}', ko: 'n은 {{n}}'}
parameters: {n: {choose: [7]}}
choices:
  - {id: a, text: '{{n}}', right: true, feedback: secret}
  - {id: b, text: two}
hints: [{text: 'Look at {{n}}.', cost: 0.5}]
explanation: It is {{n}}.
"""


def test_values_are_filled_in_and_lists_are_in_the_order_of_the_variant(tmp_path):
    question = load_one(tmp_path, QUESTION)
    seen = view(question, Variant(0, question.variants[0], {"choices": ("b", "a")}))
    assert dict(seen.prompt) == {"en": "n is 7", "ko": "n은 7"}
    assert [(name, text.in_language("en")) for name, text in seen.lists["choices"]] == [
        ("b", "two"),
        ("a", "7"),
    ]
    assert seen.hints[0].text.in_language("en") == "Look at 7."
    assert "secret" not in repr(seen)


def test_the_explanation_is_filled_in(tmp_path):
    question = load_one(tmp_path, QUESTION)
    text = explanation(question, plain_variant(question))
    assert text.in_language("en") == "It is 7."


def test_the_code_of_a_snippet_is_that_of_the_variant(tmp_path):
    code = "id: q\ntype: code_output\nprompt: P\ncode: 'print({{n}})'\n"
    question = load_one(tmp_path, code + "parameters: {n: {choose: [-1]}}\n")
    assert view(question, plain_variant(question)).code == "print((-1))"
