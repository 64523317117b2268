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
