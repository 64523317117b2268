"""Every fault of a quiz's file is reported at its line, all of them at once."""

from __future__ import annotations

import json
import re

import jsonschema
import pytest

from autograder.course.yaml import Document
from autograder.errors import CourseError
from autograder.quiz.load import load_quiz, load_quizzes
from autograder.quiz.schema import schema, written

from .bank import CASES, DOCS, LANGUAGES, faults, load_one, load_text, quiz_text

INTEGER = "id: {id}\ntype: integer\nprompt: How many?\nanswer: 2\n"
CHOICES = """
id: q
type: single
prompt: Which?
choices:
  - {id: a, text: A, right: true}
  - {id: b, text: B}
"""
VARIED = "id: q\ntype: integer\nprompt: P\nanswer: n\nparameters: {n: {from: 1, to: 3}}\n"
JOINT = """
id: q
type: probability
prompt: P
equals: P(A, B)
answer: P(A)P(B|A)
variables: [A, B]
"""
PAIRS = """
id: q
type: matching
prompt: P
left: [{id: a, text: A, match: x}, {id: b, text: B, match: y}]
right: [{id: x, text: X}, {id: z, text: Z}]
"""


def test_all_faults_of_all_questions_are_reported_together(tmp_path):
    text = quiz_text(
        "id: a\ntype: integre\nprompt: P\nanswer: 1\n",
        "id: b\ntype: integer\nprompt: P\nanswr: 1\n",
        "id: c\ntype: integer\nprompt: P\nanswer: n + 1\n",
        CHOICES.replace("id: b", "id: a"),
        head="policy: {atempts: 3}\n",
    )
    messages = [message for _, _, message in faults(tmp_path, text)]
    assert messages == [
        "policy.atempts: unknown key; did you mean 'attempts'?",
        "questions.0.type: 'integre' is no type; did you mean 'integer'?",
        "questions.1.answer: this key is missing",
        "questions.1.answr: unknown key; did you mean 'answer'?",
        "questions.2.answer: there is no parameter n",
        "questions.3.choices.1.id: the id 'a' is given twice",
    ]


def test_a_fault_inside_an_expression_has_its_own_column(tmp_path):
    text = quiz_text("id: q\ntype: integer\nprompt: P\nanswer: (2 + $) * 3\n")
    ((line, column, message),) = faults(tmp_path, text)
    assert text.split("\n")[line - 1][column - 1] == "$"
    assert message == "questions.0.answer: '$' is no sign of this language"


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("just a text", "questions.0: expected a question: lines of 'key: value'"),
        ("id: q\nprompt: P", "questions.0: the 'type' is missing; it is one of single, multiple"),
        (INTEGER.format(id="Q"), "id: String should match pattern"),
        (INTEGER.format(id="q") + "points: 0", "points: must be greater than 0, not the number 0"),
        (INTEGER.format(id="q") + "variants: 3", "variants: there are no parameters to vary"),
        (INTEGER.format(id="q") + "answer2: 3", "answer2: unknown key; did you mean 'answer'?"),
        ("id: q\ntype: integer\nprompt: P\nanswer: 2.5", "answer: expected a whole number"),
        ("id: q\ntype: integer\nprompt: P\nanswer: 1/0", "answer: 1/0 divides by zero"),
        ("id: q\ntype: integer\nprompt: {en: P}\nanswer: 2", "prompt: the text is missing in ko"),
        (CHOICES.replace(", right: true", ""), "choices: none of them is right"),
        (CHOICES.replace("B}", "B, right: true}"), "choices: only one of them can be right"),
        (CHOICES.replace("B}", "B, feedback: {en: X}}"), "choices.1.feedback: the text is missing"),
        (CHOICES + "known_wrong: [{answer: z}]", "known_wrong.0.answer: 'z' is not among"),
        (CHOICES + "known_wrong: [{pattern: z}]", "known_wrong.0.pattern: only short texts"),
        (CHOICES + "known_wrong: [{feedback: z}]", "known_wrong.0: the 'answer' is missing"),
        (
            "id: q\ntype: number\nprompt: P\nanswer: 1\nunits: {ms: 0.001}",
            "units.ms: the first unit is that of the answer",
        ),
        (
            PAIRS,
            "left.1.match: 'y' is not on the right",
        ),
        (
            "id: q\ntype: fill_in\nprompt: 'The [[size]]'\nblanks: {size: {type: integr}}",
            "blanks.size.type: expected the 'type' of a blank",
        ),
        (
            "id: q\ntype: fill_in\nprompt: 'The [[siz]]'\nblanks: {siz: {type: integer}}",
            "blanks.siz.answer: this key is missing",
        ),
        (
            "id: q\ntype: fill_in\nprompt: 'The [[a]] [[a]]'\nblanks: {a: {type: integer}}",
            "prompt: the blank 'a' stands here twice",
        ),
        (
            "id: q\ntype: short_text\nprompt: P\naccept: [a]\npatterns: ['(a|b']",
            "patterns.0: '(' is not closed",
        ),
        (
            JOINT.replace("P(A, B)", "P(A, B"),
            "equals: ",
        ),
        (
            JOINT + "family: markov",
            "family: 'markov' is no family; write {markov: 1}",
        ),
        (
            "id: q\ntype: formula\nprompt: P\nanswer: 2*z\nvariables: {x: {}}",
            "answer: ",
        ),
        (
            "id: q\ntype: formula\nprompt: P\nanswer: x\nvariables: {x: {from: 2, to: 1}}",
            "variables.x: x: a domain needs two finite ends",
        ),
        (
            "id: q\ntype: code_output\nprompt: P\ncode: print(1)\ntolerance: {absolute: 1}",
            "tolerance: a tolerance needs 'compare: numbers'",
        ),
        (
            VARIED.replace("prompt: P", "prompt: 'n = {{m}}'"),
            "prompt: there is no parameter m",
        ),
        (
            VARIED + "variants: 4",
            "parameters: only 3 different variants were found, not 4",
        ),
        (
            VARIED + "derived: {m: 1 / (n - 1)}",
            "parameters: with n = 1: 1 / (n - 1) divides by zero",
        ),
        (
            VARIED.replace("to: 3", "to: 0"),
            "parameters.n: 'to' is less than 'from'",
        ),
        (
            "id: q\ntype: integer\nprompt: P\nanswer: 1\nparameters: {max: {from: 3, to: 9}}",
            "parameters.max: 'max' means something else",
        ),
        (
            "id: q\ntype: integer\nprompt: '![a](no.png)'\nanswer: 1",
            "prompt: there is no image 'no.png' beside the quiz",
        ),
        (
            "id: q\ntype: integer\nprompt: '![a](../../etc/x.png)'\nanswer: 1",
            "prompt: the image '../../etc/x.png' is no relative path",
        ),
        (
            "id: q\ntype: integer\nprompt: '![a](https://x.test/a.png)'\nanswer: 1",
            "prompt: the image 'https://x.test/a.png' is no relative path",
        ),
    ],
)
def test_a_fault_is_said_in_words_at_its_place(tmp_path, question, message):
    found = faults(tmp_path, quiz_text(question))
    assert found, "no fault was found"
    assert any(text.removeprefix("questions.0.").startswith(message) for _, _, text in found), found


def test_the_id_is_the_name_of_the_file(tmp_path):
    text = quiz_text(INTEGER.format(id="q")).replace("id: quiz", "id: other")
    ((line, _, message),) = faults(tmp_path, text)
    assert (line, message) == (1, "id: the file is called quiz.yaml, so the id is quiz")


def test_two_questions_cannot_share_an_id(tmp_path):
    ((line, _, message),) = faults(tmp_path, quiz_text(*[INTEGER.format(id="q")] * 2))
    assert (line, message) == (9, "questions.1.id: the id 'q' is given twice")


def test_a_quiz_cannot_close_before_it_opens(tmp_path):
    head = "policy: {opens: 2026-03-02T09:00:00+09:00, closes: 2026-03-02T00:00:00+00:00}\n"
    ((_, _, message),) = faults(tmp_path, quiz_text(INTEGER.format(id="q"), head=head))
    assert message == "policy.closes: the quiz closes before it opens"


def test_braces_of_mathematics_are_no_parameters_where_there_are_none(tmp_path):
    question = load_one(tmp_path, "id: q\ntype: integer\nprompt: '$x^{{n}}$'\nanswer: 1\n")
    assert question.prompt.in_language("en") == "$x^{{n}}$"


def test_an_image_beside_the_quiz_is_found(tmp_path):
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "a.png").touch()
    load_one(tmp_path, "id: q\ntype: integer\nprompt: '![a](images/a.png)'\nanswer: 1\n")


def test_all_quizzes_of_a_course_are_loaded_or_all_their_faults_reported(tmp_path):
    class Course:
        root = tmp_path
        languages = LANGUAGES

    assert load_quizzes(Course()) == {}
    folder = tmp_path / "quizzes"
    folder.mkdir()
    text = quiz_text(INTEGER.format(id="q"))
    for name in ("b", "a"):
        (folder / f"{name}.yaml").write_text(text.replace("id: quiz", f"id: {name}"), "utf-8")
    assert list(load_quizzes(Course())) == ["a", "b"]
    for name in ("b", "a"):
        (folder / f"{name}.yaml").write_text("id: x", "utf-8")
    with pytest.raises(CourseError) as caught:
        load_quizzes(Course())
    assert {problem.path.name for problem in caught.value.problems} == {"a.yaml", "b.yaml"}


def test_outputs_that_were_tampered_with_are_a_fault_of_the_course(tmp_path):
    (tmp_path / "outputs.json").write_text("[1]", "utf-8")
    ((_, _, message),) = faults(tmp_path, quiz_text(INTEGER.format(id="q")))
    assert message == "is no longer as it was written; delete it"


def examples():
    return re.findall(r"```yaml\n(.*?)```", (DOCS / "quizzes.md").read_text("utf-8"), re.DOTALL)


def whole_examples(folder):
    """The examples of the page as files: whole quizzes, and one quiz of all the questions."""
    alone = [block for block in examples() if block.startswith("- ")]
    quizzes = [block for block in examples() if not block.startswith("- ")]
    quizzes.append("id: all\nversion: '1'\ntitle: All\nquestions:\n" + "\n".join(alone))
    for text in quizzes:
        name = re.search(r"^id: (\S+)", text, re.MULTILINE)[1]
        path = folder / f"{name}.yaml"
        path.write_text(text, "utf-8")
        yield path


def test_every_example_of_the_page_loads(tmp_path):
    for path in whole_examples(tmp_path):
        load_quiz(path, LANGUAGES)


def test_the_page_shows_every_key_of_every_type():
    page = (DOCS / "quizzes.md").read_text("utf-8")
    keys = {key for part in schema()["$defs"].values() for key in part.get("properties", ())}
    missing = [key for key in keys if f"{key}:" not in page and f"`{key}`" not in page]
    assert missing == []


def test_the_schema_beside_the_page_is_that_of_the_models():
    assert (DOCS / "quizzes.schema.json").read_text("utf-8") == written()


def test_what_loads_is_valid_by_the_schema(tmp_path):
    validator = jsonschema.Draft202012Validator(schema())
    jsonschema.Draft202012Validator.check_schema(schema())
    for path in whole_examples(tmp_path):
        document = Document(path.read_text("utf-8"), path)
        assert [error.message for error in validator.iter_errors(document.root.plain())] == [], path
    for path in CASES.glob("*/*.yaml"):
        text = quiz_text(path.read_text("utf-8").split("\n---\n")[0])
        plain = Document(text, path).root.plain()
        assert [error.message for error in validator.iter_errors(plain)] == [], path


def test_the_schema_refuses_what_the_loader_refuses():
    validator = jsonschema.Draft202012Validator(schema())
    plain = json.loads(
        '{"id": "q", "version": "1", "title": "T", "questions":'
        ' [{"id": "a", "type": "integer", "prompt": "P", "answer": 1}]}'
    )
    assert validator.is_valid(plain)
    plain["questions"][0]["answr"] = 2
    assert not validator.is_valid(plain)


def test_loading_the_same_text_twice_gives_the_same_quiz(tmp_path):
    text = quiz_text(INTEGER.format(id="q"))
    first, second = load_text(tmp_path, text), load_text(tmp_path, text)
    assert (first.title, first.policy) == (second.title, second.policy)
    assert first.questions[0].variants == second.questions[0].variants


def test_a_file_that_asks_for_too_many_variants_is_refused(tmp_path):
    asks = (
        "type: integer\nprompt: P\nanswer: n\nparameters: {n: {from: 1, to: 9999}}\nvariants: 1000"
    )
    found = faults(tmp_path, quiz_text(*(f"id: q{number}\n{asks}" for number in range(300))))
    assert "too many; ask for fewer" in found[0][2]


def test_parameters_by_steps_have_the_values_of_the_file(tmp_path):
    asks = "id: q\ntype: number\nprompt: P\nanswer: x\nvariants: 3\nparameters: {x: "
    question = load_one(tmp_path, asks + "{from: 0.1, to: 0.3, step: 0.1}}")
    assert sorted(values["x"] for values in question.variants) == [0.1, 0.2, 0.3]
    question = load_one(tmp_path, asks + "{from: -1, to: 1}}")
    assert sorted(values["x"] for values in question.variants) == [-1, 0, 1]
