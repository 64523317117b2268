"""YAML as teachers write it: it means what it looks like, or it is refused with its place."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml

from autograder.course import yaml as strict
from autograder.course.checked import LocalText, Moment, Strict, load_yaml, parse_yaml
from autograder.course.yaml import MAX_CHARACTERS, MAX_PROBLEMS, MAX_VALUES, Document
from autograder.errors import CourseError

PATH = Path("week3.yaml")


class Question(Strict):
    prompt: LocalText
    points: float = 1.0
    tries: int = 1
    shuffle: bool = False
    version: str = ""


class Quiz(Strict):
    title: LocalText
    questions: list[Question] = []
    due: Moment | None = None


def read(text):
    document = Document(text, PATH)
    assert document.problems == []
    return document.root.plain()


def faults(text, model=None):
    if model is None:
        return Document(text, PATH).problems
    with pytest.raises(CourseError) as caught:
        parse_yaml(text, model, PATH)
    return caught.value.problems


def only_fault(text, model=None):
    (problem,) = faults(text, model)
    return problem


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("off", "off"),
        ("12:30", "12:30"),
        ("2026-03-02", "2026-03-02"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("1e3", 1000.0),
        ("1e-6", 1e-6),
        ("-.5", -0.5),
        ("0x1F", 31),
        ("0o17", 15),
        ("0", 0),
        ("-7", -7),
        ("'012'", "012"),
        ("1_000", "1_000"),
    ],
)
def test_plain_scalars_are_those_of_yaml_1_2(written, value):
    found = read(f"key: {written}")["key"]
    assert found == value
    assert type(found) is type(value)


def test_keys_are_text_as_written():
    assert list(read("on: 1\n012: 2\nyes: 3")) == ["on", "012", "yes"]


@pytest.mark.parametrize(("written", "advice"), [("012", "12"), ("-007", "7"), ("00.5", "'00.5'")])
def test_a_leading_zero_is_refused_with_both_ways_out(written, advice):
    assert advice in only_fault(f"key: {written}").message


def test_a_key_given_twice_names_both_lines():
    problem = only_fault("a: 1\nb: 2\na: 3\n")
    assert (problem.line, problem.column) == (3, 1)
    assert "first in line 1" in problem.message


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("answer: C # is a note", True),
        ("answer: 'C' # is a note", False),
        ("answer: 'C # is a note'", False),
        ("answer: C#", False),
        ("answer: C  # a comment, by custom", False),
        ("answer: 3 # a number cannot go on", False),
    ],
)
def test_text_swallowed_by_a_comment_is_warned_of(text, warned):
    document = Document(text, PATH)
    assert document.problems == []
    assert [warning.line for warning in document.warnings] == ([1] if warned else [])


@pytest.mark.parametrize(
    "formula",
    [
        r"\frac",
        r"\beta",
        r"\rho",
        r"\tau",
        r"\alpha",
        r"\vec",
        r"\nabla f",
        r"\nu",
        r"\Pr",
        r"\Lambda",
    ],
)
def test_a_formula_in_double_quotes_is_refused_with_advice(formula):
    problem = only_fault(f'a: 1\nprompt: "${formula}$"')
    assert problem.line == 2
    assert "single quotes" in problem.message


def test_formulas_survive_in_single_quotes_and_blocks():
    assert read("a: '\\frac \\beta \\nabla'\nb: |\n  \\tau \\rho\n") == {
        "a": "\\frac \\beta \\nabla",
        "b": "\\tau \\rho\n",
    }


def test_newlines_and_escaped_backslashes_in_double_quotes_are_meant():
    assert read(r'a: "one\ntwo"') == {"a": "one\ntwo"}
    assert read(r'a: "\\nabla"') == {"a": r"\nabla"}


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x0c", "\x85", "\u2028", "\u202e", "\ufeff"]
)
def test_a_control_character_in_the_file_is_shown_its_place(character):
    problem = only_fault(f"a: 1\nb: x{character}y\n")
    assert (problem.line, problem.column) == (2, 5)
    assert f"U+{ord(character):04X}" in problem.message


def test_every_line_with_a_control_character_is_reported():
    assert [problem.line for problem in faults("a: \x07\nb: 1\nc: \x08\n")] == [1, 3]


def test_a_question_mark_in_braces_is_told_to_be_quoted():
    problem = only_fault("prompt: {en: Which?, ko: b}")
    assert (problem.line, problem.column) == (1, 19)
    assert "quotes" in problem.message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: &x [1]\nb: 2", "anchors"),
        ("a: &x 1\nb: *x", "aliases"),
        ("<<: {a: 1}\nb: 2", "merges"),
        ("a: !!python/object:os.system x", "tags"),
        ("a: !thing x", "tags"),
        ("? [a, b]\n: 1", "a key must be"),
        ("a: 1\n---\nb: 2", "second document"),
        ("\ta: 1", "spaces"),
        ("a: b: c", "quotes"),
        ("a: 'x\nb: 1", "never closed"),
    ],
)
def test_what_is_refused_says_why(text, words):
    assert any(words in problem.message for problem in faults(text))


def test_nested_aliases_cost_no_more_than_they_are_long():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10)]
    assert len(faults("\n".join(lines))) == 10 + 9 * 9


@pytest.mark.parametrize("text", ["[" * 1000, "- " * 1000, "a: " + "{b: " * 500])
def test_depth_is_bounded(text):
    assert "deep" in only_fault(text).message


def test_the_deepest_text_that_a_course_needs_is_read():
    assert read("a: " + "[" * 15 + "x" + "]" * 15)


def test_size_is_bounded(tmp_path):
    assert "too long" in only_fault("a: " + "x" * MAX_CHARACTERS).message
    path = tmp_path / "big.yaml"
    path.write_bytes(b"a" * (4 * MAX_CHARACTERS + 1))
    with pytest.raises(CourseError, match="too long"):
        Document.open(path)


@pytest.mark.parametrize("text", ["[" + "1," * MAX_VALUES + "]", "- -\n" * MAX_VALUES])
def test_the_number_of_values_is_bounded(text):
    assert "too long" in only_fault(text).message


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("- *a\n" * 50_000, None),
        ("\x01\n" * 50_000, None),
        ("title: T\n" + "".join(f"k{number}: 1\n" for number in range(20_000)), Quiz),
    ],
)
def test_the_list_of_faults_ends_somewhere_and_says_so(text, model):
    problems = faults(text, model)
    assert len(problems) == MAX_PROBLEMS
    assert "there are more faults" in problems[-1].message


def spoilt(rng):
    """A few lines as teachers write them, with one to three pieces put in."""
    text = rng.choice(
        [
            "title: {en: Which one, ko: 어느 것}\nquestions:\n  - prompt: Which?\n    points: 2\n",
            "- {id: a, text: '$x$', right: true}\n- [b, c]  # two\n",
            'a: |\n  x = 1\n  y\nb: >-\n  text\nc: "\\\\n"\n',
        ]
    )
    signs = ["?", "? ", ": ", "- ", "{", "}", "[", "]", ",", "#", " #", "'", '"', "\\", "|", "|#"]
    signs += [
        "\n",
        "  ",
        "\t",
        "&a ",
        "*a",
        "!",
        "!!str ",
        "%YAML 1.1\n",
        "---\n",
        "<<: ",
        "😀",
        "~",
        "0",
    ]
    for _ in range(rng.randint(1, 3)):
        at = rng.randint(0, len(text))
        text = text[:at] + rng.choice(signs) + text[at + rng.choice([0, 1]) :]
    return text


def test_a_text_means_the_same_with_the_parser_in_c_and_without_it(monkeypatch):
    rng = random.Random(7)
    texts = [spoilt(rng) for _ in range(1500)]
    texts += ["{a: b? c}", "{a: b?}", "|#", "a:\tb", "- !a,b: c", "{? }"]

    def found():
        documents = [Document(text, PATH) for text in texts]
        values = [document.root and document.root.plain() for document in documents]
        return [(value, one.problems) for value, one in zip(values, documents, strict=True)]

    fast = found()
    monkeypatch.setattr(strict, "_FAST", yaml.SafeLoader)
    for text, one, other in zip(texts, fast, found(), strict=True):
        assert one == other, text


@pytest.mark.parametrize("length", [41, 10_000])
def test_a_very_long_number_is_refused(length):
    assert "too long" in only_fault(f"a: {'9' * length}").message


@pytest.mark.parametrize("data", ["제목: 값".encode("cp949"), "a: 1".encode("utf-16")])
def test_a_file_in_another_encoding_is_told_to_be_saved_as_utf8(tmp_path, data):
    path = tmp_path / "quiz.yaml"
    path.write_bytes(data)
    with pytest.raises(CourseError, match="UTF-8"):
        Document.open(path)


def test_a_byte_order_mark_and_windows_line_ends_are_harmless(tmp_path):
    path = tmp_path / "quiz.yaml"
    path.write_bytes("\ufefftitle: 하나\r\nquestions: []\r\n".encode())
    assert load_yaml(path, Quiz).title.in_language("ko") == "하나"


def test_all_faults_are_reported_at_once_in_the_order_of_lines():
    text = """\
title: {en: Week 3, ko: 3주차}
questions:
  - prompt: One
    tries: many
    tries: 2
  - prompt: Two
    shufle: true
    points: no
  - points: 2
due: tomorrow
"""
    assert [(problem.line, problem.column) for problem in faults(text, Quiz)] == [
        (4, 12),
        (5, 5),
        (7, 5),
        (8, 13),
        (9, 5),
        (10, 6),
    ]


def test_an_unknown_key_reads_well_with_a_caret():
    text = "title: Week 3\nquestions:\n  - prompt: One\n    shufle: true\n"
    assert str(only_fault(text, Quiz)) == (
        "week3.yaml:4:5: questions.0.shufle: unknown key; did you mean 'shuffle'?\n"
        "        shufle: true\n"
        "        ^"
    )


def test_a_suggestion_comes_from_the_level_of_the_key():
    assert "did you mean" not in only_fault("title: a\nprompt: b\n", Quiz).message


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("version: 1.10", "put it in quotes: '1.10'"),
        ("version: true", "expected a text, not the truth value true"),
        ("shuffle: yes", "expected true or false, not the text 'yes'"),
        ("tries: 1.5", "expected a whole number, not the number 1.5"),
        ("tries: '2'", "expected a whole number, not the text '2'"),
        ("points: [1]", "expected a number, not a list"),
        ("points:", "expected a number, not nothing"),
    ],
)
def test_a_value_of_another_kind_is_named_as_written(line, words):
    problem = only_fault(f"title: a\nquestions:\n- prompt: b\n  {line}\n", Quiz)
    assert words in problem.message
    assert problem.line == 4


def test_a_missing_key_points_at_its_mapping():
    problem = only_fault("title: a\nquestions:\n- points: 1\n", Quiz)
    assert problem.message == "questions.0.prompt: this key is missing"
    assert problem.line == 3


@pytest.mark.parametrize("text", ["", "\n# only a comment\n", "---\n"])
def test_an_empty_file_is_a_fault(text):
    assert faults(text, Quiz)


@pytest.mark.parametrize("text", ["- a\n- b\n", "just text"])
def test_another_shape_than_a_mapping_is_named(text):
    assert "expected a mapping" in only_fault(text, Quiz).message


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("{}", "empty"),
        ("' '", "empty"),
        ("[a]", "expected a text, not a list"),
        ("{english: a}", "no language code"),
        ("{en: 1}", "expected a text for en"),
        ("1.10", "'1.10'"),
    ],
)
def test_a_text_is_plain_or_by_language(written, words):
    assert words in only_fault(f"title: {written}", Quiz).message


def test_a_date_needs_its_offset():
    assert "offset" in only_fault("title: a\ndue: 2026-03-02T23:59:00", Quiz).message
    read_quiz = parse_yaml("title: a\ndue: 2026-03-02T23:59:00+09:00", Quiz, PATH)
    assert read_quiz.due.utcoffset().total_seconds() == 9 * 3600


def test_lines_count_from_where_the_text_stands_in_its_file():
    with pytest.raises(CourseError) as caught:
        parse_yaml("\ntitle: a\ntitle: b\nx: 1\n", Quiz, Path("x.py"), first_line=10)
    assert [problem.line for problem in caught.value.problems] == [12, 13]
    assert "first in line 11" in caught.value.problems[0].message


def test_warnings_are_handed_out_beside_the_value():
    warnings = []
    parse_yaml("title: C # sharp", Quiz, PATH, warnings=warnings)
    assert [warning.line for warning in warnings] == [1]
