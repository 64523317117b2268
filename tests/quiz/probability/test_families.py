"""Families: what is refused when a question is written, and which differ."""

from __future__ import annotations

import pytest

from autograder.quiz.probability.family import Family, Kind, ProbabilityKey, Sequence, variable
from autograder.quiz.probability.judge import judge_expression

ABC = ("A", "B", "C")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"kind": Kind.ANY}, "variables or a sequence"),
        ({"kind": Kind.ANY, "variables": ABC, "sequence": Sequence()}, "variables or a sequence"),
        ({"kind": Kind.MARKOV, "variables": ABC}, "order"),
        ({"kind": Kind.ANY, "variables": ABC, "order": 1}, "order"),
        ({"kind": Kind.MARKOV, "variables": ABC, "order": 0}, "at least 1"),
        ({"kind": Kind.ANY, "variables": ABC, "edges": (("A", "B"),)}, "DAG"),
        ({"kind": Kind.DAG, "variables": ABC, "edges": (("A", "D"),)}, "both ends"),
        ({"kind": Kind.DAG, "variables": ABC, "edges": (("A", "B"), ("B", "A"))}, "circle"),
        ({"kind": Kind.ANY, "variables": ("A", "A")}, "twice"),
        ({"kind": Kind.ANY, "variables": ("P",)}, "no names"),
        ({"kind": Kind.ANY, "variables": ("A B",)}, "no name"),
        ({"kind": Kind.ANY, "variables": tuple("ABCDEFGHIJKL")}, "at most 11"),
        ({"kind": Kind.ANY, "variables": ABC, "values": (("A", 99),)}, "2 to 8"),
    ],
)
def test_what_makes_no_family_is_refused_with_a_reason(arguments, says):
    with pytest.raises(ValueError, match=says):
        Family(**arguments)


@pytest.mark.parametrize("name", ["X_3", "X3", "X_{3}"])
def test_spellings_of_a_variable_are_one(name):
    assert variable(name) == ("X", 3)


def equal(typed, left, family):
    return judge_expression(typed, ProbabilityKey(left, family)).equal


def test_identical_distributions_are_more_than_independence():
    names = ("X_1", "X_2")
    typed = "P(X_1)P(X_2)=P(X_1=0)P(X_2)/P(X_1=0)*P(X_1)"
    assert equal(typed, "P(X_1,X_2)", Family(Kind.INDEPENDENT, names))
    swap = "P(X_1=0,X_2=1)"
    assert equal(swap, "P(X_1=1,X_2=0)", Family(Kind.IID, names))
    assert not equal(swap, "P(X_1=1,X_2=0)", Family(Kind.INDEPENDENT, names))


def test_a_declared_number_of_values_is_used():
    two = Family(Kind.ANY, ("D",), values=(("D", 2),))
    assert equal("1-P(D=0)", "P(D=1)", two)
    three = Family(Kind.ANY, ("D",), values=(("D", 3),))
    assert not equal("1-P(D=0)", "P(D=1)", three)


def test_the_same_answer_gets_the_same_verdict_again():
    key = ProbabilityKey("P(A,B,C)", Family(Kind.ANY, ABC))
    first = judge_expression("P(A)P(B|A)P(C|B)", key)
    judge_expression.cache_clear()
    assert judge_expression("P(A)P(B|A)P(C|B)", key) == first


def test_a_network_over_three_values_agrees_with_its_independences_only():
    collider = Family(Kind.DAG, ABC, edges=(("A", "C"), ("B", "C")))
    assert equal("P(A)P(B)", "P(A,B)", collider)
    assert not equal("P(A|C)P(B|C)", "P(A,B|C)", collider)
    fork = Family(Kind.DAG, ABC, edges=(("C", "A"), ("C", "B")))
    assert not equal("P(A)P(B)", "P(A,B)", fork)
    assert equal("P(A|C)P(B|C)", "P(A,B|C)", fork)
