"""Banks as teachers have them: imported with their meaning, or refused with a line.

Each banks/*.yaml says what its bank has to become: ids, texts, and what answers are worth.
"""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import pytest
import yaml

from autograder.errors import CourseError
from autograder.quiz.check import check_quiz
from autograder.quiz.formats.bank import sentences
from autograder.quiz.formats.gift import read_gift
from autograder.quiz.formats.moodle import read_moodle
from autograder.quiz.formats.written import write_quiz
from autograder.quiz.load import load_quiz
from autograder.quiz.questions import judge
from autograder.quiz.variant import plain_variant

BANKS = Path(__file__).parent / "banks"
CASES = sorted(BANKS.glob("*.yaml"))
DAMAGE = (
    b"", b"<", b">", b"&", b"{", b"}", b"=", b"~", b"%", b"#", b"####", b"\\", b"->", b"\n\n",
    b"\r", b"]]>", b"*", b"\\(", b"$$", b"\xff", b"\x00", b"100", b"-1e999", b"nan", b"[[b1]]",
    "가".encode(), b"{{n}}", b"![](x)", b"\xee\x80\x80", b"<br>", b"</text>",
)  # fmt: skip
FILES = sorted([*BANKS.glob("*.xml"), *BANKS.glob("*.gift")])
READERS = {".xml": read_moodle, ".gift": read_gift}


def imported(folder, expected, case):
    names = [expected["file"]] if "file" in expected else [case.stem + end for end in READERS]
    path = next(BANKS / name for name in names if (BANKS / name).exists())
    skip = expected.get("skip", False)
    bank = READERS[path.suffix](path.read_bytes(), path, skip=skip)
    written = write_quiz(bank, "quiz", path, skip=skip)
    target = folder / "quiz.yaml"
    target.write_text(written.text, encoding="utf-8")
    return load_quiz(target, ("en", "ko")), sentences(written.notes)


def texts(question):
    return {
        (item.id if name in ("choices", "left", "right") else f"{name.split('.')[0]}.{item.id}"): (
            item.text.in_language("en")
        )
        for name, listed in question.lists.items()
        for item in listed.items
    }


def english(text):
    return None if text is None else text.in_language("en")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_bank_means_here_what_it_means_in_moodle(tmp_path, case):
    expected = yaml.safe_load(case.read_text("utf-8"))
    quiz, notes = imported(tmp_path, expected, case)
    assert english(quiz.title) == expected["title"]
    assert len(quiz.questions) == len(expected["questions"])
    for question, wanted in zip(quiz.questions, expected["questions"], strict=True):
        seen = {
            "id": question.id,
            "type": question.type,
            "prompt": english(question.prompt),
            "explanation": english(question.explanation),
            "points": question.points,
            "tags": list(question.tags),
            "hints": [english(hint.text) for hint in question.hints],
            "texts": {name: texts(question).get(name) for name in wanted.get("texts", {})},
        }
        assert {key: seen[key] for key in wanted if key in seen} == {
            key: value for key, value in wanted.items() if key != "answers"
        }
        for answer, share, *feedback in wanted["answers"]:
            verdict = judge(question, plain_variant(question), answer)
            assert verdict.error is None
            assert verdict.share == pytest.approx(share, abs=1e-5), (question.id, answer)
            said = [english(text) for text in verdict.feedback]
            assert [text for text in feedback if text not in said] == [], answer
    for words in expected.get("notes", ()):
        assert any(words in note for note in notes), words
    if "notes" not in expected:
        assert notes == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_an_imported_bank_passes_quiz_check(tmp_path, case):
    quiz, _ = imported(tmp_path, yaml.safe_load(case.read_text("utf-8")), case)
    assert check_quiz(quiz, None) == []


def problems(call):
    with pytest.raises(CourseError) as caught:
        call()
    return [(problem.line, problem.message) for problem in caught.value.problems]


def question(kind, inside):
    return (
        f'<quiz>\n\n<question type="{kind}"><name><text>q</text></name>\n'
        f'<questiontext format="html"><text>What?</text></questiontext>\n{inside}</question></quiz>'
    )


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
        (b" " * 11_000_000, None, "larger"),
        (b'<?xml version="1.0" encoding="x-none"?><quiz/>', 1, ""),
    ],
)
def test_harmful_or_broken_xml_is_refused_with_its_line(data, line, words):
    ((found, message),) = problems(lambda: read_moodle(data, Path("bank.xml")))
    assert found == line
    assert words in message


@pytest.mark.parametrize(
    ("kind", "inside", "line", "words"),
    [
        ("essay", "", 3, "by hand"),
        ("description", "", 3, "asks nothing"),
        ("calculated", "", 3, "parameters"),
        ("ddimageortext", "", 3, "'ddimageortext'"),
        ("multichoice", '<answer fraction="x"><text>a</text></answer>', 5, "no number"),
        ("multichoice", '<answer fraction="100"><text>a</text></answer>', 3, "two choices"),
        (
            "multichoice",
            '<answer fraction="50"><text>a</text></answer><answer><text>b</text></answer>',
            3,
            "0 of its choices",
        ),
        ("numerical", '<answer fraction="100"><text>3,5</text></answer>', 3, "no number"),
        (
            "numerical",
            '<answer fraction="100"><text>3</text>\n<tolerance>wide</tolerance></answer>',
            5,
            "tolerance",
        ),
        ("shortanswer", '<answer fraction="50"><text>a</text></answer>', 3, "full marks"),
        ("shortanswer", '<answer fraction="100"><text>*</text></answer>', 3, "any answer"),
        ("shortanswer", '<answer fraction="100"><text>?!</text></answer>', 3, "to look for"),
        ("matching", "<subquestion><text>a</text></subquestion>", 3, "two pairs"),
        ("multichoice", "<defaultgrade>0</defaultgrade>", 3, "0 points"),
        ("cloze", "", 3, "no blank"),
    ],
)
def test_a_question_of_moodle_that_is_none_of_ours_is_refused_with_its_line(
    kind, inside, line, words
):
    path = Path("bank.xml")
    data = question(kind, inside).encode()
    ((found, message),) = problems(lambda: write_quiz(read_moodle(data, path), "quiz", path))
    assert found == line
    assert words in message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{1:MULTIRESPONSE:=a~=b~c}", "MULTIRESPONSE"),
        ("{1:SHORTANSWER:=a", "not closed"),
        ("{1:NUMERICAL:=one}", "no number"),
        ("{1:MULTICHOICE:~a~b}", "0 of its choices"),
        ("{1:NUMERICAL:=1:wide}", "tolerance"),
    ],
)
def test_a_cloze_with_a_strange_blank_is_refused_with_its_line(text, words):
    path = Path("bank.xml")
    data = question("cloze", "").replace("What?", f"A {text}").encode()
    ((found, message),) = problems(lambda: write_quiz(read_moodle(data, path), "quiz", path))
    assert found == 3
    assert words in message


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("\n\nNo answers.", 3, "in { }"),
        ("One? {=1}\n\nWhat do you think? {}", 3, "by hand"),
        ("One? {=1}\n\n// a comment\n\nWhat do you think? {\n####Well.}", 5, "by hand"),
        ("A {=a} and {=b}", 1, "more than one pair"),
        ("A? {#x:1}", 1, "no number"),
        ("A? {#1:x}", 1, "tolerance"),
        ("A? {#1..b}", 1, "range"),
        ("A? {a b}", 1, "begin with"),
        ("A? {\n=a\n\n=b}", 1, "no empty line"),
        ("A? =a}", 1, "missing"),
        ("A? {=a -> 1 =b}", 1, "no ->"),
        ("A? {=a -> 1}", 1, "two pairs"),
        ("A? {~ \\\\= 3 = 4}", 1, "2 of its choices"),
        ("A? {~%..%a =b}", 1, "fraction"),
        ("{=a}", 1, "is empty"),
        ("A? {~%50%a ~%-50%}", 1, "none empty"),
        ("", 1, "no question"),
    ],
)
def test_broken_gift_is_refused_with_its_line(text, line, words):
    path = Path("bank.gift")
    found = problems(lambda: write_quiz(read_gift(text.encode(), path), "quiz", path))
    assert found[0][0] == line
    assert words in found[0][1]


@pytest.mark.parametrize("read", READERS.values())
def test_another_encoding_is_refused_and_not_guessed(read):
    text = "가? {=나}\n" if read is read_gift else "<quiz>가</quiz>"
    ((line, _),) = problems(lambda: read(f"\n{text}".encode("euc-kr"), Path("bank")))
    assert line == 2


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_damaged_bank_is_read_or_refused_and_never_a_crash(tmp_path, path, seed):
    rng = random.Random(f"{path.name} {seed}")
    whole = path.read_bytes()
    target = tmp_path / "quiz.yaml"
    for _ in range(20):
        data = bytearray(whole)
        for _ in range(rng.randint(1, 6)):
            place, length = rng.randrange(len(data)), rng.randint(0, 12)
            data[place : place + length] = rng.choice(DAMAGE) * rng.choice((1, 1, 40))
        with suppress(CourseError):
            bank = READERS[path.suffix](bytes(data), path, skip=rng.random() < 0.8)
            written = write_quiz(bank, "quiz", path, skip=True)
            target.write_text(written.text, encoding="utf-8")
            check_quiz(load_quiz(target, ("en", "ko")), None)


@pytest.mark.parametrize("sign", ["\\(", "$$", "\\[x", "<", "<b>", "<![", "![](", "{1:NM:", "*x_"])
@pytest.mark.parametrize("read", READERS.values())
def test_a_long_row_of_openings_is_read(read, sign):
    text = "Q " + sign * (200_000 // len(sign))
    data = question("truefalse", "").replace("What?", f"<![CDATA[{text}]]>")
    if read is read_gift:
        data = text.replace("{", "\\{") + " {T}"
    assert read(data.encode(), Path("bank")).entries[0].prompt.startswith("Q")
