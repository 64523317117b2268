"""No wrong verdict on formulas whose truth is known by how they were made.

`AUTOGRADER_FORMULAS=10000` makes as many of each kind; the default keeps `make test` short.
"""

from __future__ import annotations

import os

import pytest

from autograder.quiz.formula.judge import judge_formula
from tests.quiz.formula.generated import make

COUNT = int(os.environ.get("AUTOGRADER_FORMULAS", "300"))
BATCH = 100


@pytest.mark.parametrize("start", range(0, COUNT, BATCH))
@pytest.mark.parametrize("right", [True, False])
def test_no_generated_formula_gets_a_wrong_verdict(right, start):
    for seed in range(start, min(start + BATCH, COUNT)):
        case = make(seed, right)
        verdict = judge_formula(case.answer, case.key)
        assert verdict.equal is case.right, f"seed {seed}: {case}"
