"""No text that a student sends makes the checker hang, grow or fall over."""

from __future__ import annotations

import random

import pytest

from autograder.quiz.probability.family import Family, Kind, ProbabilityKey, Sequence
from autograder.quiz.probability.judge import judge_expression
from tests.quiz.hostile import HOSTILE
from tests.quiz.peak import peak_of
from tests.quiz.probability.generated import make

SEQUENCE = ProbabilityKey("P(X_1,…,X_t)", Family(Kind.ANY, sequence=Sequence()))
NAMED = ProbabilityKey("P(A,B,C)", Family(Kind.ANY, ("A", "B", "C")))
WIDE = ProbabilityKey("P(A)", Family(Kind.ANY, tuple("ABCDEFGHIJK")[:11]))


def judging(key):
    return lambda answer: judge_expression(answer, key)


@pytest.mark.parametrize("key", [SEQUENCE, NAMED, WIDE], ids=["sequence", "named", "wide"])
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_answer_gets_a_verdict_or_an_error_in_64_megabytes(name, key):
    assert peak_of(judging(key), HOSTILE[name]) < 64 * 2**20


def test_a_spoilt_expression_is_read_or_refused():
    rng = random.Random(7)
    for seed in range(600):
        case = make(seed, right=True)
        letters = list(case.answer)
        for _ in range(rng.randint(1, 4)):
            at = rng.randrange(len(letters))
            letters[at : at + rng.randint(0, 2)] = rng.choices("()[]{}|,_^=/PX1t…\\ 가'¬", k=1)
        peak_of(judging(case.key), "".join(letters))
