"""Numbers are shown as people write them, and read back as what they are."""

from __future__ import annotations

import pytest

from autograder.quiz.questions import TYPES, judge
from autograder.quiz.questions.quantity import read_quantity, written_number
from autograder.quiz.variant import plain_variant

from .bank import load_text, quiz_text


@pytest.mark.parametrize(
    ("value", "figures", "shown"),
    [
        (6.103515625e-05, 3, "6.10×10^-5"),
        (0.0321, 2, "0.032"),
        (0.0321, 4, "0.03210"),
        (1250.0, 3, "1250"),
        (12.0, 3, "12.0"),
        (3.2e9, 2, "3.2×10^9"),
        (-0.5, 1, "-0.5"),
        (4020, 3, "4020"),
        (0.0, 3, "0"),
    ],
)
def test_a_number_is_written_to_its_figures_and_without_computer_notation(value, figures, shown):
    assert written_number(value, figures) == shown
    assert read_quantity(shown).value == pytest.approx(value, rel=10.0 ** (1 - figures))


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("answer: 2 ** -14\nsignificant_figures: 3", "6.10×10^-5"),
        ("answer: 0.1 * 0.3", "0.03"),
        ("answer: 1 / (1 + exp(2))\ntolerance: {absolute: 0.005}", "0.119"),
        ("answer: 1 / 3\ntolerance: {relative: 1e-9}", "0.33333333333"),
        ("answer: 0.0125\nunits: {s: 1}", "0.0125 s"),
    ],
)
def test_a_key_is_shown_with_no_more_figures_than_count_and_is_right(tmp_path, keys, shown):
    (question,) = load_text(
        tmp_path, quiz_text(f"id: q\ntype: number\nprompt: P\n{keys}")
    ).questions
    kind, variant = TYPES["number"], plain_variant(question)
    key = kind.shown(question, variant, kind.key(question, variant))
    assert key == shown
    assert judge(question, variant, key).correct
