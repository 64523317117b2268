"""The commands `autograder quiz ...` as processes: what goes where, and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.cli.quiz import app
from tests.services.tiny import run
from tests.services.tiny_quiz import course_with_quiz

COMMANDS = [command.name or command.callback.__name__ for command in app.registered_commands]
ANSWERS = "student,question,answer\ns001,pick,relu\ns002,pick,line\ns002,chain,P(A)P(B)\n"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = course_with_quiz(tmp_path_factory.mktemp("quiz")).root
    (folder / "answers.csv").write_text(ANSWERS, encoding="utf-8")
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example(root: Path, command: str) -> None:
    code, out, _ = run(root, "quiz", command, "--help")
    assert code == 0
    assert f"autograder quiz {command}" in out


def test_check_shows_the_named_quiz_and_says_that_it_is_sound(root: Path) -> None:
    code, out, said = run(root, "quiz", "check", "week-1")
    assert code == 0, said
    assert "Which is non-linear: x²?" in out
    assert "week-1: 4 questions, 8 variants, 5 points. No fault found." in said


def test_a_fault_ends_the_check_with_its_place(tmp_path: Path) -> None:
    folder = course_with_quiz(tmp_path).root
    path = folder / "quizzes/week-1.yaml"
    path.write_text(path.read_text("utf-8").replace("points: 2", "pionts: 2"), encoding="utf-8")
    code, _, said = run(folder, "quiz", "check")
    assert code == 2
    assert "week-1.yaml:" in said
    assert "did you mean 'points'" in said
    assert "^" in said


def test_scores_as_json_go_to_stdout_with_verdict_and_feedback(root: Path) -> None:
    code, out, said = run(root, "quiz", "score", "week-1", root / "answers.csv", "--json", "-")
    assert code == 0, said
    document = json.loads(out)
    assert [(each["student"], each["score"]) for each in document["students"]] == [
        ("s001", 1),
        ("s002", 0),
    ]
    pick = document["students"][1]["attempts"][0]["questions"][0]
    assert pick["verdict"]["feedback"] == [{"en": "This is a line.", "ko": "직선입니다."}]


def test_scoring_records_nothing(root: Path) -> None:
    run(root, "quiz", "score", "week-1", root / "answers.csv")
    code, out, said = run(root, "quiz", "regrade", "week-1")
    assert (code, out) == (0, "")
    assert "0 students change, 0 do not; nothing is stored" in said


def test_stats_and_preview_print_the_path_of_their_page(root: Path) -> None:
    for arguments in (
        ("preview", "week-1"),
        ("stats", "week-1", "--answers", root / "answers.csv"),
    ):
        code, out, said = run(root, "quiz", *arguments)
        assert code == 0, said
        assert Path("".join(out.split())).read_text("utf-8").startswith("<!DOCTYPE html>")


def test_a_quiz_that_does_not_exist_is_used_wrongly(root: Path) -> None:
    code, _, said = run(root, "quiz", "take", "week-2")
    assert code == 2
    assert "did you mean 'week-1'" in said


MOODLE = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="truefalse"><name><text>fine</text></name>
<questiontext format="html"><text>One?</text></questiontext>
<answer fraction="100"><text>true</text></answer>
<answer fraction="0"><text>false</text></answer></question>
<question type="essay"><name><text>why</text></name>
<questiontext format="html"><text>Why?</text></questiontext></question>
</quiz>
"""
GIFT = "::two:: One and one? {#2}\n"
SAME = "::same:: Which? {=one half ~a half ~one  half}\n"


@pytest.mark.parametrize(
    ("form", "start"),
    [("moodle", b"<?xml"), ("gift", b"$CATEGORY: $course$/Week 1"), ("qti", b"PK")],
)
def test_an_export_goes_to_stdout_or_to_a_file_and_what_is_lost_to_stderr(
    tmp_path: Path, root: Path, form: str, start: bytes
) -> None:
    file = tmp_path / "bank"
    export = ("quiz", "export", "week-1", "--format", form)
    code, out, said = run(root, *export, "--to", file)
    assert (code, out.strip()) == (0, str(file))
    assert file.read_bytes().startswith(start)
    assert "width: only the first of its variants" in said
    assert "chain: probability becomes an essay, marked by hand with the key" in said
    if form != "qti":  # a zip is no text
        assert run(root, *export)[1].encode() == file.read_bytes()


def test_an_export_is_overwritten_only_when_told(tmp_path: Path, root: Path) -> None:
    file = tmp_path / "bank.xml"
    file.write_text("mine", encoding="utf-8")
    code, out, said = run(root, "quiz", "export", "week-1", "--to", file)
    assert (code, out, file.read_text("utf-8")) == (2, "", "mine")
    assert "add --overwrite" in said
    assert run(root, "quiz", "export", "week-1", "--to", file, "--overwrite")[0] == 0
    assert file.read_text("utf-8").startswith("<?xml")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("week-2",), "did you mean 'week-1'"),
        (("week-1", "--format", "word"), "there are moodle, gift, qti"),
        (("week-1", "--language", "fr"), "it has en, ko"),
        (("week-1", "--to", "nowhere/bank.xml"), "cannot be written"),
    ],
)
def test_an_export_that_cannot_be_is_used_wrongly(
    root: Path, arguments: tuple[str, ...], words: str
) -> None:
    code, out, said = run(root, "quiz", "export", *arguments)
    assert (code, out) == (2, "")
    assert words in said


@pytest.mark.parametrize("form", ["moodle", "gift"])
def test_what_was_exported_can_be_imported_and_checked(tmp_path: Path, form: str) -> None:
    folder = course_with_quiz(tmp_path).root
    file = tmp_path / "bank"
    assert run(folder, "quiz", "export", "week-1", "--format", form, "--to", file)[0] == 0
    code, out, said = run(folder, "quiz", "import", file, "--id", "again", "--skip")
    assert code == 0, said
    assert "".join(out.split()) == str(folder / "quizzes/again.yaml")
    assert "an essay is marked by hand" in said
    assert "every text is in one language" in said
    code, _, said = run(folder, "quiz", "check", "again")
    assert (code, "No fault found" in said) == (0, True)


def test_a_bank_with_a_question_of_no_type_of_ours_is_refused_with_its_line(
    tmp_path: Path,
) -> None:
    folder = course_with_quiz(tmp_path).root
    file = tmp_path / "Week 2.xml"
    file.write_text(MOODLE, encoding="utf-8")
    code, out, said = run(folder, "quiz", "import", file)
    assert (code, out) == (2, "")
    assert f"{file}:7: 'why' cannot be imported: an essay is marked by hand" in said
    assert not (folder / "quizzes/week-2.yaml").exists()
    code, _, said = run(folder, "quiz", "import", file, "--skip")
    assert code == 0
    assert "line 7: 'why' cannot be imported" in said
    assert "1 question is imported. Next: autograder quiz check week-2" in said


def test_a_quiz_is_overwritten_by_an_import_only_when_told(tmp_path: Path) -> None:
    folder = course_with_quiz(tmp_path).root
    file = tmp_path / "week-1.gift"
    file.write_text(GIFT, encoding="utf-8")
    before = (folder / "quizzes/week-1.yaml").read_bytes()
    code, _, said = run(folder, "quiz", "import", file)
    assert (code, (folder / "quizzes/week-1.yaml").read_bytes()) == (2, before)
    assert "add --overwrite" in said
    assert run(folder, "quiz", "import", file, "--overwrite")[0] == 0
    assert "id: two" in (folder / "quizzes/week-1.yaml").read_text("utf-8")


def test_an_import_says_what_quiz_check_would_not_let_pass(tmp_path: Path) -> None:
    folder = course_with_quiz(tmp_path).root
    file = tmp_path / "same.gift"
    file.write_text(SAME, encoding="utf-8")
    code, _, said = run(folder, "quiz", "import", file)
    assert code == 0
    assert "Before anybody can take it, mend this:" in said
    assert "'c1' and 'c3' read the same" in said
    assert run(folder, "quiz", "check", "same")[0] == 2


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("none.xml", (), "No such file"),
        (".", (), "Is a directory"),
        ("bank.gift", ("--id", "Week 3"), "'Week 3' is no name for a quiz"),
        ("bank.gift", ("--id", "../week"), "is no name for a quiz"),
        ("long.gift", (), "long.gift:3: cannot be imported: questions.1.choices"),
        ("korean.gift", (), "korean.gift:1: is not UTF-8 text"),
    ],
)
def test_a_file_that_cannot_be_imported_is_used_wrongly(
    tmp_path: Path, root: Path, name: str, arguments: tuple[str, ...], words: str
) -> None:
    (tmp_path / "bank.gift").write_text(GIFT, encoding="utf-8")
    many = " ".join(f"~c{number}" for number in range(150))
    (tmp_path / "long.gift").write_text(f"{GIFT}\nMany? {{=a {many}}}\n", encoding="utf-8")
    (tmp_path / "korean.gift").write_bytes("하나? {=둘}".encode("euc-kr"))
    code, out, said = run(root, "quiz", "import", tmp_path / name, *arguments)
    assert (code, out) == (2, "")
    assert words in said
