"""What is exported and imported again judges the same answers the same."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.quiz.formats.carry import carry
from autograder.quiz.formats.gift import read_gift, write_gift
from autograder.quiz.formats.moodle import read_moodle, write_moodle
from autograder.quiz.formats.written import write_quiz
from autograder.quiz.load import load_quiz
from autograder.quiz.questions import TYPES, judge
from autograder.quiz.variant import plain_variant

FORMATS = {"moodle": (write_moodle, read_moodle), "gift": (write_gift, read_gift)}
LETTERS = "abcXYZ가나다 0189 =~#{}:*_`<>&[]/\\'\"%-|.?"
texts = (
    st.text(LETTERS, min_size=1, max_size=20).filter(lambda text: any(map(str.isalnum, text)))
    .map(lambda text: " ".join(f"x{text}y".split()))
)  # fmt: skip
words = st.text("abcdeXYZ가나다기울 =#~:{}'*", min_size=1, max_size=12).filter(
    lambda text: sum(map(str.isalnum, text)) > 1
)
shares = st.sampled_from([0, 0.1, 0.2, 0.25, 1 / 3, 0.5, 2 / 3, 0.75, 0.9])
numbers = st.one_of(
    st.integers(-10_000, 10_000), st.floats(-1e6, 1e6).map(lambda value: round(value, 4))
)


@st.composite
def single(draw):
    found = draw(st.lists(texts, min_size=2, max_size=6, unique=True))
    right = draw(st.integers(1, len(found)))
    return {
        "type": "single",
        "choices": [
            {"id": f"c{place}", "text": text}
            | ({"right": True} if place == right else {"credit": draw(shares)})
            | draw(st.sampled_from([{}, {"feedback": "so: #1 = {2}"}]))
            for place, text in enumerate(found, 1)
        ],
    }


@st.composite
def multiple(draw):
    found = draw(st.lists(texts, min_size=2, max_size=6, unique=True))
    count = draw(st.integers(1, len(found)))
    choices = [
        {"id": f"c{place}", "text": text, "right": place <= count}
        for place, text in enumerate(found, 1)
    ]
    return {"type": "multiple", "rule": "net-correct", "choices": choices}


def reach(tolerance, *values):
    """How far the tolerance reaches around the larger of the values."""
    return tolerance.get("absolute", 0) + tolerance.get("relative", 0) * max(map(abs, values))


@st.composite
def number(draw):
    values = draw(st.lists(numbers, min_size=1, max_size=3, unique=True))
    tolerance = draw(st.sampled_from([{"absolute": 0.01}, {"absolute": 2}, {"relative": 0.05}]))
    # `quiz check` refuses a known wrong answer that is within the tolerance of another answer.
    apart = values[:1]
    for value in values[1:]:
        if all(abs(value - other) > 2 * reach(tolerance, value, other) for other in apart):
            apart.append(value)
    known = [{"answer": value, "credit": draw(shares)} for value in apart[1:]]
    return {"type": "number", "answer": values[0], "tolerance": tolerance, "known_wrong": known}


@st.composite
def short_text(draw):
    found = draw(st.lists(words, min_size=1, max_size=4, unique=True))
    known = [{"answer": text, "credit": draw(shares)} for text in found[1:]]
    return {"type": "short_text", "accept": found[:1], "known_wrong": known}


@st.composite
def matching(draw):
    left = draw(st.lists(texts, min_size=2, max_size=5, unique=True))
    right = draw(st.lists(texts, min_size=2, max_size=5, unique=True))
    pick = st.integers(1, len(right))
    return {
        "type": "matching",
        "left": [
            {"id": f"l{place}", "text": text, "match": f"r{draw(pick)}"}
            for place, text in enumerate(left, 1)
        ],
        "right": [{"id": f"r{place}", "text": text} for place, text in enumerate(right, 1)],
    }


questions = st.one_of(single(), multiple(), number(), short_text(), matching())


def load(folder, text):
    path = Path(folder) / "quiz.yaml"
    path.write_text(text, encoding="utf-8")
    return load_quiz(path, ("en", "ko"))


def answers(question):
    variant, kind = plain_variant(question), TYPES[question.type]
    yield kind.key(question, variant)
    yield from kind.wrong(question, variant)
    for known in question.known_wrong:
        yield kind.known_answer(question, variant, known.answer)


def translated(question, after, answer):
    """Items on the right are numbered anew, in the order in which pairs use them."""
    if question.type != "matching":
        return answer
    used = list(dict.fromkeys([*question.payload.pairs.values(), *question.payload.right_ids]))
    names = {old: f"r{place}" for place, old in enumerate(used, 1)}
    return {left: names[right] for left, right in answer.items()}


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=40, deadline=None)
@given(written=st.lists(questions, min_size=1, max_size=3))
def test_a_round_trip_keeps_what_answers_are_worth(form, written):
    write, read = FORMATS[form]
    whole = [{"id": f"q{place}", "prompt": "What?", **each} for place, each in enumerate(written)]
    data = {"id": "quiz", "version": "1", "title": "A quiz", "questions": whole}
    with tempfile.TemporaryDirectory() as folder:
        before = load(folder, yaml.safe_dump(data, allow_unicode=True, width=10_000))
        text, _ = write(carry(before, "en"))
        path = Path("bank")
        again = write_quiz(read(text.encode(), path), "quiz", path).text
        after = load(folder, again)
    assert len(after.questions) == len(before.questions)
    for old, new in zip(before.questions, after.questions, strict=True):
        for answer in answers(old):
            here = judge(old, plain_variant(old), answer)
            there = judge(new, plain_variant(new), translated(old, new, answer))
            assert there.share == pytest.approx(here.share, abs=1e-5), answer
            assert there.correct == here.correct
