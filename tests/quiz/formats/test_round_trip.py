"""What is exported and imported again means the same, or its loss is listed.

Questions of every type that a format carries, in two languages, with all that a question may have.
"""

from __future__ import annotations

import html
import os
import re
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.quiz.check import check_quiz
from autograder.quiz.formats.bank import sentences
from autograder.quiz.formats.carry import carry
from autograder.quiz.formats.gift import read_gift, write_gift
from autograder.quiz.formats.markup import to_html
from autograder.quiz.formats.moodle import read_moodle, write_moodle
from autograder.quiz.formats.written import write_quiz
from autograder.quiz.load import load_quiz
from autograder.quiz.questions import TYPES, judge
from autograder.quiz.variant import plain_variant

EXAMPLES = int(os.environ.get("QUIZ_ROUND_TRIPS", "20"))
FORMATS = {"moodle": (write_moodle, read_moodle), "gift": (write_gift, read_gift)}
LANGUAGES = ("en", "ko")
LETTERS = "abcXYZ가나다 0189 =~#{}:&[]/'\"%-|.?>"
PIECES = (
    "$x_1 < y$", r"$\frac{1}{n}$", "$P(A \\mid B) = 1$", "**bold: a**", "*it ~ is*", "`a[i] = {b}`",
    "a \\* b", "x -> y", "\\# 1", "- 3", "50 %", "$$\\sum_{i=1}^{n} x_i$$", "A & B", "#tag", "::",
)  # fmt: skip
plain = (
    st.text(LETTERS, min_size=1, max_size=20).filter(lambda text: any(map(str.isalnum, text)))
    .map(lambda text: " ".join(f"x{text}y".replace("[", r"\[").replace("]", r"\]").split()))
)  # fmt: skip
texts = st.lists(st.one_of(plain, st.sampled_from(PIECES)), min_size=1, max_size=3).map(
    lambda pieces: " ".join(["x", *pieces])
)
both = st.one_of(texts, st.fixed_dictionaries({"en": texts, "ko": texts}))
words = st.text("abcdeXYZ가나다기울 =#~:{}'*", min_size=1, max_size=12).filter(
    lambda text: sum(map(str.isalnum, text)) > 1
)
shares = st.sampled_from([0, 0.1, 0.2, 0.25, 1 / 3, 0.5, 2 / 3, 0.75, 0.9])
numbers = st.one_of(
    st.integers(-10_000, 10_000), st.floats(-1e6, 1e6).map(lambda value: round(value, 4))
)
said = st.one_of(st.just({}), both.map(lambda text: {"feedback": text}))


def different(least, most, of=texts):
    """Texts that nobody takes for the same, in the letters that count."""
    return st.lists(of, min_size=least, max_size=most, unique_by=letters)


def letters(text):
    return "".join(filter(str.isalnum, text)).casefold()


@st.composite
def single(draw):
    found = draw(different(2, 6))
    right = draw(st.integers(1, len(found)))
    return {
        "type": "single",
        "shuffle": draw(st.booleans()),
        "choices": [
            {"id": f"c{place}", "text": text, **draw(said)}
            | ({"right": True} if place == right else {"credit": draw(shares)})
            for place, text in enumerate(found, 1)
        ],
    }


@st.composite
def multiple(draw):
    found = draw(different(2, 6))
    count = draw(st.integers(1, len(found)))
    choices = [
        {"id": f"c{place}", "text": text, "right": place <= count, **draw(said)}
        for place, text in enumerate(found, 1)
    ]
    return {"type": "multiple", "rule": "net-correct", "choices": choices}


@st.composite
def true_false(draw):
    reasons = [
        {"id": f"r{place}", "text": text, "right": place == 1, **draw(said)}
        for place, text in enumerate(draw(different(2, 3)), 1)
    ]
    credit = draw(st.sampled_from([0, 0.25, 0.5]))
    answer = draw(st.booleans())
    return {"type": "true_false", "answer": answer, "reasons": reasons, "without_reason": credit}


def reach(tolerance, *values):
    """How far the tolerance reaches around the larger of the values."""
    return tolerance.get("absolute", 0) + tolerance.get("relative", 0) * max(map(abs, values))


@st.composite
def number(draw):
    values = draw(st.lists(numbers, min_size=1, max_size=3, unique=True))
    kinds = [
        {"absolute": 0.01}, {"absolute": 2.0}, {"relative": 0.05},
        {"absolute": 3.0, "relative": 0.01},
    ]  # fmt: skip
    tolerance = draw(st.sampled_from(kinds))
    # `quiz check` refuses a known wrong answer that is within the tolerance of another answer.
    apart = values[:1]
    for value in values[1:]:
        if all(abs(value - other) > 2 * reach(tolerance, value, other) for other in apart):
            apart.append(value)
    known = [{"answer": value, "credit": draw(shares), **draw(said)} for value in apart[1:]]
    return {"type": "number", "answer": values[0], "tolerance": tolerance, "known_wrong": known}


@st.composite
def integer(draw):
    answer, *wrong = draw(st.lists(st.integers(-999, 9_999), min_size=1, max_size=4, unique=True))
    known = [{"answer": value, "credit": draw(shares), **draw(said)} for value in wrong]
    return {"type": "integer", "answer": answer, "known_wrong": known}


@st.composite
def short_text(draw):
    found = draw(different(1, 4, words))
    known = [{"answer": text, "credit": draw(shares), **draw(said)} for text in found[1:]]
    return {"type": "short_text", "accept": found[:1], "known_wrong": known}


@st.composite
def matching(draw):
    left, right = draw(different(2, 5)), draw(different(2, 5))
    pick = st.integers(1, len(right))
    return {
        "type": "matching",
        "left": [
            {"id": f"l{place}", "text": text, "match": f"r{draw(pick)}"}
            for place, text in enumerate(left, 1)
        ],
        "right": [{"id": f"r{place}", "text": text} for place, text in enumerate(right, 1)],
    }


@st.composite
def ordering(draw):
    items = draw(different(3, 5))
    listed = [{"id": f"i{place}", "text": text} for place, text in enumerate(items, 1)]
    return {"type": "ordering", "items": listed}


@st.composite
def fill_in(draw):
    simple = st.one_of(single(), number(), integer(), short_text())
    found = draw(st.lists(simple, min_size=1, max_size=3))
    weights = st.sampled_from([1, 2, 0.5])
    blanks = {f"n{place}": {**each, "weight": draw(weights)} for place, each in enumerate(found)}
    prompt = " ".join(f"{draw(plain)} [[{name}]]" for name in blanks)
    return {"type": "fill_in", "prompt": prompt, "blanks": blanks}


KINDS = (
    single(), multiple(), true_false(), number(), integer(), short_text(), matching(), ordering(),
    fill_in(),
)  # fmt: skip


@st.composite
def questions(draw):
    hints = draw(st.lists(both, max_size=2))
    return {
        "prompt": draw(both),
        "points": draw(st.sampled_from([1, 2, 0.5])),
        "hints": [{"text": text, "cost": 0.25} for text in hints],
        "tags": draw(st.sampled_from([[], ["lecture:rnn", "objective:chain-rule"]])),
        **draw(st.one_of(st.just({}), both.map(lambda text: {"explanation": text}))),
        **draw(st.one_of(KINDS)),
    }


def load(folder, text):
    path = Path(folder) / "quiz.yaml"
    path.write_text(text, encoding="utf-8")
    return load_quiz(path, LANGUAGES)


def there_and_back(form, language, written):
    """(the quiz, the quiz that came back, the notes of both ways)."""
    write, read = FORMATS[form]
    whole = [{"id": f"q{place}", **each} for place, each in enumerate(written)]
    title = "A / B // C: $x$"
    data = {"id": "quiz", "version": "1", "title": title, "questions": whole}
    with tempfile.TemporaryDirectory() as folder:
        before = load(folder, yaml.safe_dump(data, allow_unicode=True, width=10_000))
        text, lost = write(carry(before, language))
        again = write_quiz(read(text.encode(), Path("bank")), "quiz", Path("bank"))
        after = load(folder, again.text)
    assert after.title.in_language("en") == title
    return before, after, sentences([*lost, *again.notes])


def answers(question):
    variant, kind = plain_variant(question), TYPES[question.type]
    yield kind.key(question, variant)
    yield from kind.wrong(question, variant)
    for known in question.known_wrong:
        yield kind.known_answer(question, variant, known.answer)


def parts(old, found):
    """The questions that it became: of a fill-in one for each blank, where there is no cloze."""
    count = len(old.payload.blanks) if old.type == "fill_in" else 1
    first = found.pop(0)
    if first.type == "fill_in" or old.type != "fill_in":
        return [first]
    return [first, *(found.pop(0) for _ in range(count - 1))]


def translated(old, answer, language):
    """The same answer to the question that it became."""
    if old.type == "matching":
        # Items on the right are numbered anew, in the order in which pairs use them.
        used = list(dict.fromkeys([*old.payload.pairs.values(), *old.payload.right_ids]))
        names = {name: f"r{place}" for place, name in enumerate(used, 1)}
        return {left: names[right] for left, right in answer.items()}
    if old.type == "true_false":
        reasons = [item.id for item in old.lists["reasons"].items]
        place = reasons.index(answer["reason"]) + 1
        return f"c{place if answer['value'] else place + len(reasons)}"
    if old.type == "ordering":
        shown = {item.id: item.text.in_language(language) for item in old.lists["items"].items}
        lines = sorted(shown, key=lambda name: shown[name])
        # Partners are numbered as the lines use them.
        numbers = {place: f"r{n}" for n, place in enumerate(map(list(shown).index, lines), 1)}
        return {f"l{n}": numbers[answer.index(name)] for n, name in enumerate(lines, 1)}
    if old.type == "fill_in":
        return {f"b{n}": answer[name] for n, name in enumerate(old.payload.blanks, 1)
                if name in answer}  # fmt: skip
    return answer


def worth(old, new, answer, language):
    """What the answer earns in what the question became, and what is said to it."""
    if old.type != "fill_in" or new[0].type == "fill_in":
        verdict = judge(new[0], plain_variant(new[0]), translated(old, answer, language))
        return verdict.share, [*verdict.feedback]
    total = sum(part.points for part in new)
    share, feedback = 0.0, []
    for part, name in zip(new, old.payload.blanks, strict=True):
        if name in answer:
            verdict = judge(part, plain_variant(part), answer[name])
            share += verdict.share * part.points / total
            feedback += verdict.feedback
    return share, feedback


def shown(text, language):
    """A text as a page shows it, with the tag of a blank cut off."""
    page = to_html("" if text is None else text.in_language(language))
    return re.sub(r"^\[\w+\] ", "", " ".join(html.unescape(page).split()))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=EXAMPLES, deadline=None)
@given(written=st.lists(questions(), min_size=1, max_size=3))
def test_a_round_trip_keeps_what_answers_are_worth_and_what_is_said(form, language, written):
    before, after, notes = there_and_back(form, language, written)
    found = list(after.questions)
    for old in before.questions:
        new = parts(old, found)
        for answer in answers(old):
            here = judge(old, plain_variant(old), answer)
            share, feedback = worth(old, new, answer, language)
            if old.type == "ordering":
                places = zip(answer, answers(old).__next__(), strict=True)
                assert share == pytest.approx(sum(a == b for a, b in places) / len(answer))
                assert any("becomes a matching of items and places" in note for note in notes)
                continue
            weights = form == "gift" and old.type == "fill_in"  # GIFT has no points
            if not weights or here.correct:
                assert share == pytest.approx(here.share, abs=1e-5), answer
            assert [shown(each, "en") for each in feedback] == [
                shown(each, language) for each in here.feedback
            ]
    assert found == []


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=EXAMPLES, deadline=None)
@given(written=st.lists(questions(), min_size=1, max_size=3))
def test_a_round_trip_keeps_every_text_of_the_language_or_lists_its_loss(form, language, written):
    before, after, notes = there_and_back(form, language, written)
    assert check_quiz(before, None) != [] or check_quiz(after, None) == []
    found = list(after.questions)
    if any(len(question.prompt) > 1 for question in before.questions):
        assert f"other languages than {language} stay here; export each by itself" in notes
    for old in before.questions:
        became = parts(old, found)
        lost = [note for note in notes if old.id in note]
        if sum(new.points for new in became) != pytest.approx(old.points, abs=1e-5):
            assert any("points" in note or "worth" in note for note in lost)
        for new in became:
            if old.type != "fill_in":
                assert shown(new.prompt, "en") == shown(old.prompt, language)
            assert shown(new.explanation, "en") == shown(old.explanation, language)
            assert new.tags == old.tags
            if old.hints and not any("without hints" in note for note in lost):
                assert [shown(hint.text, "en") for hint in new.hints] == [
                    shown(hint.text, language) for hint in old.hints
                ]
            if old.type in ("single", "multiple"):
                assert [shown(item.text, "en") for item in new.lists["choices"].items] == [
                    shown(item.text, language) for item in old.lists["choices"].items
                ]
                if new.lists["choices"].shuffled != old.lists["choices"].shuffled:
                    assert any("shuffle" in note for note in lost)
