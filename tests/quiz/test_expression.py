"""The small language of quizzes: it means what it says, ends quickly, and is never code."""

from __future__ import annotations

import math
import operator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.quiz.expression import ExpressionError, parse

NAMES = {"n": 7, "k": 3, "x": 0.5, "kind": "relu"}


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("(n + 2*1 - k) // 2 + 1", 4),
        ("-2 ** 2", -4),
        ("2 ** 3 ** 2", 512),
        ("2 ** -1", 0.5),
        ("n % k == 1 and not n < k", True),
        ("n == 1 or k == 3", True),
        ("kind == 'relu'", True),
        ("kind != 'relu'", False),
        ("if(n > k, n, k) - 1", 6),
        ("round(2.5)", 3),
        ("round(2.345, 1)", 2.3),
        ("max(1, n, k) + min(2, x)", 7.5),
        ("log2(8) + log(e) + sqrt(4)", 6.0),
        ("comb(5, 2) + factorial(4) + gcd(12, 18)", 40),
        ("floor(-0.5) + ceil(0.5)", 0),
        ("pi", math.pi),
        ("1e3 + .5", 1000.5),
        ("--n", 7),
    ],
)
def test_an_expression_has_its_value(source, value):
    assert parse(source).value(NAMES) == value


@pytest.mark.parametrize(
    ("source", "position", "message"),
    [
        ("", 0, "expected a number"),
        ("1 +", 3, "expected a number"),
        ("(1", 2, "expected '\\)'"),
        ("1 2", 2, "'2' does not belong here"),
        ("n ^ 2", 2, "write \\*\\*"),
        ("n = 2", 2, "write =="),
        ("1 < 2 < 3", 6, "join two comparisons"),
        ("f(3)", 0, "there is no function f"),
        ("sqrt(1, 2)", 0, "sqrt takes 1 values, not 2"),
        ("__import__('os')", 0, "no function"),
        ("n.real", 1, "is no sign"),
        ("[1]", 0, "is no sign"),
        ("lambda: 1", 6, "is no sign"),
        ("(" * 200 + "1" + ")" * 200, 30, "too many brackets"),
        ("2**" * 100 + "2", 92, "too many powers"),
        ("1" * 501, 0, "longer than 500"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_position(source, position, message):
    with pytest.raises(ExpressionError, match=message) as caught:
        parse(source)
    assert abs(caught.value.position - position) <= 2


@pytest.mark.parametrize(
    "source",
    [
        "1 / 0", "n % 0", "10 ** 200 ** 2", "9 ** 9 ** 9", "2 ** 1000", "1e300 * 1e300",
        "(0 - 8) ** 0.5", "sqrt(0 - 1)", "log(0)", "factorial(1000)", "comb(1000, 500)",
        "kind + 1", "1 + (n > k)", "n and k", "not 3", "exp(1000)", "round(1, 0.5)", "floor(kind)",
        "factorial(0.5)", "gcd(0.5, 1)", "kind < 'z'",
    ],
)  # fmt: skip
def test_what_has_no_value_is_said_so(source):
    with pytest.raises(ExpressionError):
        parse(source).value(NAMES)


def test_the_names_that_are_used_are_known():
    assert parse("n + max(k, pi) - if(x > 1, 0, 1)").names == {"n", "k", "x"}


numbers = st.integers(-50, 50)
signs = st.sampled_from(["+", "-", "*"])


@given(first=numbers, sign=signs, second=numbers, other=signs, third=numbers)
def test_sums_and_products_are_those_of_arithmetic(first, sign, second, other, third):
    apply = {"+": operator.add, "-": operator.sub, "*": operator.mul}
    if other == "*" and sign != "*":
        wanted = apply[sign](first, apply[other](second, third))
    else:
        wanted = apply[other](apply[sign](first, second), third)
    names = {"a": first, "b": second, "c": third}
    assert parse(f"a {sign} b {other} c").value(names) == wanted


words = [
    "n",
    "k",
    "1",
    "2",
    ".",
    "e",
    "*",
    "/",
    "%",
    "(",
    ")",
    "+",
    "-",
    "<",
    "=",
    "!",
    ",",
    "'",
    " ",
]
words += ["if", "and", "not", "sqrt(", "**", "max(", "=="]


@given(st.lists(st.sampled_from(words), max_size=40).map("".join))
def test_any_text_is_a_value_or_an_error_of_the_language(source):
    try:
        expression = parse(source)
        value = expression.value(dict.fromkeys(expression.names, 2))
    except ExpressionError as error:
        position = error.position
    else:
        position = 0
        assert isinstance(value, int | float | str)
    assert 0 <= position <= len(source)
