"""Patterns of short texts: bounded, and blind to spacing, case, punctuation and particles."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.quiz.pattern import MAX_ANSWER, PatternError, compiled, normal, phrase


def fits(pattern, answer):
    return compiled(pattern).fits(normal(answer))


@pytest.mark.parametrize(
    ("pattern", "answer", "expected"),
    [
        ("stride", "Stride.", True),
        ("learning rate", "learning-rate", True),
        ("learning rate", "the learning rate", True),
        ("learning rate", "learning", False),
        ("(ab|cd)e", "abe", True),
        ("(ab|cd)e", "cde", True),
        ("(ab|cd)e", "abcde", False),
        ("a[b]c", "ac", True),
        ("a[b]c", "abc", True),
        ("a[b]c", "abbc", False),
        ("a*c", "ac", True),
        ("a*c", "abbbc", True),
        ("a*c", "abbb", False),
        ("*", "anything", None),
        ("(a|)b", "b", True),
        ("(*|a)b", "xxab", True),
        ("(*a|b)c", "bc", True),
        ("(*a|b)c", "xbc", False),
        ("역전파", "역전파를", True),
        ("역전파", "역전파을", False),
        ("역전파", "역전파입니다", True),
        ("손실", "손실이다", True),
        ("손실", "손실로", True),
        ("학습률", "학습률로", True),
        ("독립 동등 분포", "독립동등분포", True),
        ("독립 동등 분포", "독립과 동등의 분포이다", True),
        ("차", "차이", False),
        ("RNN", "RNN이", True),
        ("RNN", "RNN가", True),
    ],
)
def test_a_pattern_fits_the_whole_answer_or_not(pattern, answer, expected):
    if expected is None:
        with pytest.raises(PatternError):
            compiled(pattern)
    else:
        assert fits(pattern, answer) is expected


@pytest.mark.parametrize(
    ("pattern", "position"),
    [("a(b", 1), ("a)b", 1), ("[a|b", 0), ("a]", 1), ("", 0), ("()", 0), ("(" * 20 + "a", 11)],
)
def test_a_pattern_that_cannot_be_read_says_where(pattern, position):
    with pytest.raises(PatternError) as caught:
        compiled(pattern)
    assert abs(caught.value.position - position) <= 1


def test_signs_of_patterns_are_plain_letters_in_a_phrase():
    assert phrase("f(x) = [a]").fits(normal("f(x)=[a]"))
    assert not phrase("(a|b)").fits(normal("a"))


def test_a_pattern_too_large_is_refused():
    with pytest.raises(PatternError):
        compiled("a" * 301)


def test_the_worst_pattern_takes_steps_bounded_by_the_product_of_the_lengths():
    pattern = compiled("(*|a*)" * 40 + "z")
    steps = 0
    closure = pattern._closure

    def counted(reached):
        nonlocal steps
        steps += 1
        assert len(reached) <= len(pattern.states)
        return closure(reached)

    object.__setattr__(pattern, "_closure", counted)
    assert not pattern.fits("a" * MAX_ANSWER)
    assert steps <= MAX_ANSWER + 1
    assert not pattern.fits("a" * (MAX_ANSWER + 1))


pieces = st.recursive(
    st.sampled_from(["a", "b", "*"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]}|{pair[1]})"),
        inner.map(lambda one: f"[{one}]"),
    ),
    max_leaves=6,
)


@given(pieces)
def test_patterns_agree_with_regular_expressions(pattern):
    groups = pattern.replace("[", "(?:").replace("]", ")?")
    regular = re.compile(groups.replace("*", "[ab]*"))
    try:
        own = compiled(pattern)
    except PatternError:
        assert set(pattern) <= set("*()[]|")
        return
    for length in range(5):
        for word in map("".join, itertools.product("ab", repeat=length)):
            assert own.fits(word) == bool(regular.fullmatch(word)), (pattern, word)
