"""Draws are the same on every machine and for ever; without the secret nobody foretells them."""

from __future__ import annotations

from collections import Counter

import pytest

from autograder.quiz.expression import constant, parse
from autograder.quiz.stream import Stream
from autograder.quiz.template import fill, fill_plain
from autograder.quiz.variant import (
    Recipe,
    VariantError,
    draw_variant,
    make_variants,
    plain_variant,
    question_order,
)
from autograder.text import Text

from .bank import load_text, quiz_text

SECRET = "a secret of the course"
# Drawn once and written down: if one changes, students get other questions than they had.
GOLDEN_NUMBERS = [420, 164, 784, 133, 932, 435, 659, 689]
GOLDEN_PERMUTATION = [4, 2, 8, 3, 6, 7, 5, 9, 1, 0]
GOLDEN_VALUES = [(30, 3, 0.9, 28), (28, 3, 0.2, 26), (44, 7, 0.3, 38), (20, 5, 0.9, 16)]
GOLDEN_DRAWS = [(8, "acbnone"), (0, "bcanone"), (2, "cbanone")]
GOLDEN_ORDER = ("third", "width", "other")
WIDTH = """
id: width
type: single
prompt: 'n = {{n}}, k = {{k}}'
parameters:
  n: {from: 12, to: 64}
  k: {choose: [3, 5, 7]}
  x: {from: 0.1, to: 0.9, step: 0.1}
derived: {out: n - k + 1}
constraints: [out % 2 == 0]
variants: 20
choices:
  - {id: a, text: '{{out}}', right: true}
  - {id: b, text: '{{n}}'}
  - {id: c, text: '{{k}}'}
  - {id: none, text: None of them, pinned: true}
"""


@pytest.fixture
def quiz(tmp_path):
    other = "id: other\ntype: integer\nprompt: P\nanswer: 1\n"
    head = "policy: {shuffle_questions: true}\n"
    return load_text(tmp_path, quiz_text(WIDTH, other, other.replace("other", "third"), head=head))


def test_streams_have_these_values_for_ever():
    stream = Stream(b"key", "a", "b")
    assert [stream.below(1000) for _ in range(8)] == GOLDEN_NUMBERS
    assert Stream(b"key", "a", "b").permutation(10) == GOLDEN_PERMUTATION


def test_variants_have_these_values_for_ever(quiz):
    question = quiz.question("width")
    assert [tuple(values.values()) for values in question.variants[:4]] == GOLDEN_VALUES
    drawn = [draw_variant(quiz, question, SECRET, "s01", attempt) for attempt in (1, 2, 3)]
    assert [(one.number, "".join(one.orders["choices"])) for one in drawn] == GOLDEN_DRAWS
    assert question_order(quiz, SECRET, "s01", 1) == GOLDEN_ORDER


def test_a_label_that_is_split_otherwise_is_another_stream():
    first, second = Stream(b"key", "ab", "c"), Stream(b"key", "a", "bc")
    assert [first.below(10**6) for _ in range(4)] != [second.below(10**6) for _ in range(4)]


def test_every_number_and_every_order_is_as_likely():
    stream = Stream(b"key", "fair")
    counts = Counter(stream.below(6) for _ in range(6_000))
    assert set(counts) == set(range(6))
    assert all(850 < count < 1_150 for count in counts.values())
    orders = Counter(tuple(stream.permutation(3)) for _ in range(6_000))
    assert len(orders) == 6
    assert all(850 < count < 1_150 for count in orders.values())


def test_variants_are_all_different_and_keep_the_constraints(quiz):
    variants = quiz.question("width").variants
    assert len(variants) == 20
    assert len({tuple(values.values()) for values in variants}) == 20
    for values in variants:
        assert 12 <= values["n"] <= 64
        assert values["k"] in (3, 5, 7)
        assert values["x"] in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
        assert values["out"] == values["n"] - values["k"] + 1
        assert values["out"] % 2 == 0


def test_a_student_gets_every_variant_once_before_any_again(quiz):
    question = quiz.question("width")
    numbers = [draw_variant(quiz, question, SECRET, "s01", k).number for k in range(1, 41)]
    assert sorted(numbers[:20]) == list(range(20))
    assert numbers[20:] == numbers[:20]


def test_students_and_secrets_get_other_variants(quiz):
    question = quiz.question("width")

    def numbers(secret, student):
        return [draw_variant(quiz, question, secret, student, k).number for k in range(1, 21)]

    assert numbers(SECRET, "s01") == numbers(SECRET.encode(), "s01")
    assert numbers(SECRET, "s01") != numbers(SECRET, "s02")
    assert numbers(SECRET, "s01") != numbers("another secret", "s01")


def test_pinned_choices_keep_their_place_and_the_others_move(quiz):
    question = quiz.question("width")
    orders = {
        draw_variant(quiz, question, SECRET, f"s{n}", 1).orders["choices"] for n in range(200)
    }
    assert {order[-1] for order in orders} == {"none"}
    assert len(orders) == 6


def test_the_plain_variant_is_in_the_order_of_the_file(quiz):
    variant = plain_variant(quiz.question("width"), 3)
    assert variant.orders == {"choices": ("a", "b", "c", "none")}
    assert variant.number == 3


def test_too_few_variants_are_a_fault_only_if_so_many_were_asked_for():
    parameters = {"n": (1, 2, 3)}
    with pytest.raises(VariantError, match="only 3 different variants were found, not 4"):
        make_variants(Recipe(parameters, {}, (), 4), "quiz", "q")
    assert len(make_variants(Recipe(parameters, {}, (), 4, exact=False), "quiz", "q")) == 3
    never = (parse("n > 5"),)
    with pytest.raises(VariantError, match="only 0"):
        make_variants(Recipe(parameters, {}, never, 4, exact=False), "quiz", "q")


def test_a_constraint_must_be_true_or_false():
    with pytest.raises(VariantError, match="neither true nor false"):
        make_variants(Recipe({"n": (1, 2)}, {}, (constant(3),), 1), "quiz", "q")


def test_values_are_written_into_texts():
    values = {"n": -3, "x": 0.30000000000000004, "big": 10**12, "name": "ReLU"}
    assert fill_plain("{{n}} {{ x }} {{x:.2f}} {{big}} {{name}} {{m}}", values) == (
        "-3 0.3 0.30 1000000000000 ReLU {{m}}"
    )
    assert fill_plain("x^{{n}}", values, brackets=True) == "x^(-3)"
    assert fill(Text.of("{{n}}!", "{{n}}?"), values) == Text.of("-3!", "-3?")
