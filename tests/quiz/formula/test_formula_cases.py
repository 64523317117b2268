"""Formulas as students type them, with the verdict that each deserves; see cases/*.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from autograder.quiz.formula.exact import proved_equal
from autograder.quiz.formula.judge import judge_formula, read_key
from autograder.quiz.formula.key import FormulaForm, FormulaKey, Variable
from autograder.quiz.verdict import AnswerError

FOLDER = Path(__file__).parent / "cases"


def cases():
    for path in sorted(FOLDER.glob("*.yaml")):
        data = yaml.safe_load(path.read_text())
        key = FormulaKey(
            data["value"],
            tuple(Variable(**variable) for variable in data["variables"]),
            FormulaForm(**data["form"]),
            data.get("source"),
            data.get("by"),
        )
        for answer in data["answers"]:
            yield pytest.param(key, answer, id=f"{path.stem}: {answer['typed'][:60]}")


@pytest.mark.parametrize(("key", "case"), list(cases()))
def test_a_typed_formula_gets_its_verdict(key, case):
    if "error" in case:
        with pytest.raises(AnswerError) as caught:
            judge_formula(case["typed"], key)
        assert str(case["error"]) in caught.value.text["en"]
        assert caught.value.text["ko"]
        assert caught.value.position == case.get("at", caught.value.position)
        return
    verdict = judge_formula(case["typed"], key)
    said = " ".join(text["en"] for text in verdict.feedback)
    assert verdict.equal is case["equal"], said
    assert verdict.form_ok is case.get("form", True), said
    assert case.get("says", "") in said
    assert all(text["ko"] for text in verdict.feedback)


X = FormulaKey("x", (Variable("x", 0.1, 2.0),))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("(x+1)^3", "x^3+3x^2+3x+1"),
        ("sigma(x)(1-sigma(x))", "sigma'(x)"),
        ("2cos(2x)", "2-4sin^2 x"),
        ("1/(x+1)+1/(x-1)", "2x/(x^2-1)"),
    ],
)
def test_an_identity_of_algebra_is_proved(first, second):
    assert proved_equal(first, second, X)


def test_what_differs_or_is_too_large_is_not_proved():
    assert not proved_equal("x+1", "x", X)
    assert not proved_equal("(x+1)^500", "(x+1)^500", X)


def test_a_tolerance_takes_rounded_numbers():
    key = FormulaKey("sqrt(2)x", X.variables, tolerance=1e-3)
    assert judge_formula("1.414x", key).equal
    assert not judge_formula("1.4x", key).equal


def test_large_numbers_on_the_way_neither_hide_nor_feign_a_difference():
    assert judge_formula("x + 10^11 - 10^11", X).equal
    assert not judge_formula("x + 0.00000001 + 10^11 - 10^11", X).equal


POSITIVE, EITHER = Variable("x", 0.1, 2.0), Variable("x")
WHOLE = Variable("n", 0, 30, integer=True)


@pytest.mark.parametrize(
    ("typed", "value", "variables", "equal"),
    [
        # Smaller than any number of points shows, but not nothing.
        ("x + 10^{-40}", "x", [EITHER], False),
        ("x + 10^{-400}", "x", [EITHER], False),
        ("x (1 + 10^{-60})", "x", [EITHER], False),
        ("10^{300} x - 10^{300} x + x", "x", [EITHER], True),
        # One formula here, another there.
        ("|x|", "x", [POSITIVE], True),
        ("|x|", "x", [Variable("x", -0.0001, 2)], False),
        ("sqrt(x^2)", "|x|", [EITHER], True),
        ("max(x, -1.99999)", "x", [EITHER], False),
        ("x + relu(x - 1.99999999)", "x", [EITHER], False),
        ("x + max(0, 0.0000001 - |x - 0.3|)", "x", [EITHER], False),
        ("sqrt((x - 1.9999)^2)", "1.9999 - x", [EITHER], False),
        ("arcsin(sin(x))", "x", [Variable("x", -1.58, 1.58)], False),
        ("max(x, y)", "x", [Variable("x", 0, 1), Variable("y", -1, 0.001)], False),
        ("(x + y + |x - y|)/2", "max(x, y)", [EITHER, Variable("y")], True),
        ("relu(x) - relu(-x)", "x", [EITHER], True),
        ("x + relu(0.0001 - |x - 0.3| - |y - 0.7|)", "x", [EITHER, Variable("y")], False),
        ("x + relu(0.0001^2 - (x - 0.3)^2 - (y - 0.7)^2)", "x", [EITHER, Variable("y")], False),
        ("x + relu(0.001 - |x - y|) relu(0.001 - |x + y|)", "x", [EITHER, Variable("y")], False),
        # Whole numbers, each of which counts.
        ("max(n, 1)", "n", [WHOLE], False),
        ("(-1)^(2n)", "1", [WHOLE], True),
        ("sin(pi n)", "0", [WHOLE], True),
        # Zeros and large numbers on the way.
        ("x ln(ln(exp(exp(5))))", "5x", [EITHER], True),
        ("x + arccos(sin^2(x) + cos^2(x))", "x", [EITHER], True),
        ("x + 5 sqrt(2 - 2 sin^2(x) - 2 cos^2(x))", "x", [EITHER], True),
        ("x + exp(-600)", "x", [EITHER], False),
        ("x + sin(10^{-30})", "x", [EITHER], False),
        # A hole that is no point of the domain, and numbers that leave the floats.
        ("(x^2 - 0.09)/(x - 0.3)", "x + 0.3", [EITHER], True),
        ("exp(400x)/(1 + exp(400x))", "sigmoid(400x)", [POSITIVE], True),
    ],
)
def test_formulas_that_agree_nearly_everywhere_are_told_apart(typed, value, variables, equal):
    assert judge_formula(typed, FormulaKey(value, tuple(variables))).equal is equal


def test_where_a_formula_differs_is_said():
    (said,) = judge_formula("max(x, -1.5)", FormulaKey("x", (EITHER,))).feedback
    assert "not at x = -" in said["en"]


def test_what_no_number_of_digits_can_compare_is_refused_and_not_judged():
    with pytest.raises(AnswerError, match="too large"):
        judge_formula("x + 10^{-2000}", FormulaKey("x", (EITHER,)))


def test_a_key_without_a_value_over_its_domain_is_refused():
    with pytest.raises(ValueError, match="no value"):
        read_key(FormulaKey("log(-x)", X.variables))
    with pytest.raises(ValueError, match="two finite ends"):
        Variable("x", 2.0, 1.0)
