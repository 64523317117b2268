"""No wrong verdict on expressions whose truth is known by how they were made.

`AUTOGRADER_EXPRESSIONS=10000` makes as many of each kind; the default keeps `make test` short.
"""

from __future__ import annotations

import os

import pytest

from autograder.quiz.probability.judge import judge_expression
from tests.quiz.probability.generated import make

COUNT = int(os.environ.get("AUTOGRADER_EXPRESSIONS", "400"))
BATCH = 100


@pytest.mark.parametrize("start", range(0, COUNT, BATCH))
@pytest.mark.parametrize("right", [True, False])
def test_no_generated_expression_gets_a_wrong_verdict(right, start):
    for seed in range(start, min(start + BATCH, COUNT)):
        case = make(seed, right)
        verdict = judge_expression(case.answer, case.key)
        assert verdict.equal is case.right, f"seed {seed}: {case}"
