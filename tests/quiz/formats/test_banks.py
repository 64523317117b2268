"""Banks as teachers have them: imported with their meaning, or refused with a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.errors import CourseError
from autograder.quiz.check import check_quiz
from autograder.quiz.formats.bank import sentences
from autograder.quiz.formats.gift import read_gift
from autograder.quiz.formats.moodle import read_moodle
from autograder.quiz.formats.written import write_quiz
from autograder.quiz.load import load_quiz
from autograder.quiz.questions import judge
from autograder.quiz.variant import plain_variant

HERE = Path(__file__).parent


def imported(folder, name, read, *, skip=False):
    path = HERE / name
    written = write_quiz(read(path.read_bytes(), path, skip=skip), "quiz", path, skip=skip)
    target = folder / "quiz.yaml"
    target.write_text(written.text, encoding="utf-8")
    return load_quiz(target, ("en", "ko")), sentences(written.notes)


def share(quiz, index, answer):
    question = quiz.questions[index]
    verdict = judge(question, plain_variant(question), answer)
    assert verdict.error is None
    return verdict.share


def problems(call):
    with pytest.raises(CourseError) as caught:
        call()
    return [(problem.line, problem.message) for problem in caught.value.problems]


def test_a_moodle_bank_judges_as_moodle_does(tmp_path):
    quiz, notes = imported(tmp_path, "bank.xml", read_moodle)
    assert quiz.title.in_language("en") == "Week 3"
    assert [question.type for question in quiz.questions] == [
        "single", "multiple", "single", "short_text", "number", "matching",
    ]  # fmt: skip
    assert share(quiz, 0, "c2") == pytest.approx(1 / 3, abs=1e-6)
    assert share(quiz, 0, "c3") == 0
    assert share(quiz, 1, ["c1"]) == 0.5
    assert share(quiz, 1, ["c1", "c2", "c3"]) == 0.5
    assert share(quiz, 2, "c2") == 1
    assert share(quiz, 3, "vanishing gradient") == 1
    assert share(quiz, 3, "exploding") == 0.25
    assert share(quiz, 4, "0.6935") == 1
    assert share(quiz, 4, "1") == 0.5
    assert share(quiz, 5, {"l1": "r1", "l2": "r3"}) == 0.5
    assert check_quiz(quiz, None) == []
    assert any("took marks away" in note for note in notes)


def test_html_mathematics_and_hints_become_markdown(tmp_path):
    quiz, _ = imported(tmp_path, "bank.xml", read_moodle)
    first = quiz.questions[0]
    assert first.prompt.in_language("en") == r"In SGD with step $\eta$, **what** is random?"
    assert first.explanation.in_language("en") == "The batch & nothing else."
    assert first.hints[0].text.in_language("en") == "What does `sample()` draw?"
    assert first.tags == ("lecture:sgd",)


def test_a_gift_bank_judges_as_moodle_does(tmp_path):
    quiz, _ = imported(tmp_path, "bank.gift", read_gift)
    assert [question.type for question in quiz.questions] == [
        "single", "multiple", "single", "short_text", "number", "number", "matching",
    ]  # fmt: skip
    assert share(quiz, 0, "c2") == pytest.approx(1 / 3, abs=1e-6)
    assert share(quiz, 2, "c2") == 1
    assert share(quiz, 3, "0.693") == 0.5
    assert share(quiz, 4, "0.6935") == 1
    assert share(quiz, 5, "4.9") == 1
    assert share(quiz, 6, {"l1": "r1", "l2": "r2"}) == 1
    assert quiz.questions[0].explanation.in_language("en") == "The batch = what is drawn."
    assert quiz.questions[4].prompt.in_language("en").endswith(r"$\ln 2$?")
    assert check_quiz(quiz, None) == []


def test_cloze_is_refused_with_its_line_and_may_be_skipped(tmp_path):
    data, path = (HERE / "cloze.xml").read_bytes(), HERE / "cloze.xml"
    ((line, message),) = problems(lambda: read_moodle(data, path))
    assert line == 8
    assert "cloze" in message
    bank = read_moodle(data, path, skip=True)
    ((line, message),) = problems(lambda: write_quiz(bank, "quiz", path))
    assert line == 12
    assert "2 of its choices" in message
    quiz, notes = imported(tmp_path, "cloze.xml", read_moodle, skip=True)
    assert [question.id for question in quiz.questions] == ["fine"]
    assert [note.partition(":")[0] for note in notes] == ["line 8", "line 12"]


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b'<!DOCTYPE quiz [<!ENTITY a "aaaa">]>\n<quiz>&a;</quiz>', 1, "entity"),
        (
            b'<?xml version="1.0"?>\n<!DOCTYPE q SYSTEM "file:///etc/hostname">\n<quiz/>',
            2,
            "entity",
        ),
        (b"<quiz>" + b"<a>" * 100, 1, "nested"),
        (b"<quiz>\n<question>\n</quiz>", 3, "no XML"),
        (b"<quiz>&nothing;</quiz>", 1, "no XML"),
        (b"<html/>", 1, "<quiz>"),
        (b"<quiz/>", 1, "no question"),
        (b"", 1, "no XML"),
        (b" " * 3_000_000, None, "larger"),
        (b'<?xml version="1.0" encoding="x-none"?><quiz/>', 1, ""),
    ],
)
def test_harmful_or_broken_xml_is_refused_with_its_line(data, line, words):
    ((found, message),) = problems(lambda: read_moodle(data, Path("bank.xml")))
    assert found == line
    assert words in message


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("\n\nNo answers.", 3, "in { }"),
        ("One? {=1}\n\nWhat do you think? {}", 3, "by hand"),
        ("A {=a} and {=b}", 1, "more than one pair"),
        ("A? {#x:1}", 1, "no number"),
        ("A? {a b}", 1, "begin with"),
        ("", 1, "no question"),
    ],
)
def test_broken_gift_is_refused_with_its_line(text, line, words):
    path = Path("bank.gift")
    found = problems(lambda: write_quiz(read_gift(text.encode(), path), "quiz", path))
    assert found[0][0] == line
    assert words in found[0][1]
