"""No text that a student sends makes the formula checker hang, grow or fall over."""

from __future__ import annotations

import random

import pytest

from autograder.quiz.formula.judge import judge_formula
from autograder.quiz.formula.key import FormulaForm, FormulaKey, Variable
from tests.quiz.hostile import HOSTILE
from tests.quiz.peak import peak_of

STRICT = FormulaForm(expanded=True, worked_out=True, simplified_fraction=True)
KEY = FormulaKey("2cos(2x)", (Variable("x", 0.1, 2.0),), STRICT, source="sin(2x)", by="x")
GOOD = [r"2\cos(2x)", "2(cos^2 x - sin^2 x)", r"\frac{d}{dx}\sin(2x)", "4 cos²(x) − 2", "|x|^{1/2}"]


def judge(answer):
    return judge_formula(answer, KEY)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_answer_gets_a_verdict_or_an_error_in_64_megabytes(name):
    assert peak_of(judge, HOSTILE[name]) < 64 * 2**20


def test_a_spoilt_formula_is_read_or_refused():
    rng = random.Random(7)
    for _ in range(1500):
        letters = list(rng.choice(GOOD))
        for _ in range(rng.randint(1, 4)):
            at = rng.randrange(len(letters))
            letters[at : at + rng.randint(0, 2)] = rng.choices("()[]{}|,_^=/xe1d…\\ 가'∂√", k=1)
        peak_of(judge, "".join(letters))
