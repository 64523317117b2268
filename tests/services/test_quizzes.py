"""Checking, previewing and scoring quizzes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.errors import UsageError
from autograder.quiz.variant import draw_variant
from autograder.services.quiz_check import check_quizzes
from autograder.services.quiz_preview import write_preview
from autograder.services.quiz_score import score_file, scores_json
from autograder.services.quizzes import open_quiz
from tests.services.tiny_quiz import QUIZ, SNIPPET, course_with_quiz


def answers_file(folder: Path, text: str, name: str = "answers.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8-sig")
    return path


def test_a_sound_quiz_passes_its_check_and_leaves_no_outputs(tmp_path: Path) -> None:
    course = course_with_quiz(tmp_path)
    found = check_quizzes(course)
    assert found.problems == ()
    assert [quiz.id for quiz in found.quizzes] == ["week-1"]
    assert not (course.root / "quizzes/outputs.json").exists()


def test_the_check_keeps_what_a_snippet_prints(tmp_path: Path) -> None:
    course = course_with_quiz(tmp_path, QUIZ + SNIPPET)
    assert check_quizzes(course).problems == ()
    outputs = json.loads((course.root / "quizzes/outputs.json").read_text("utf-8"))
    assert list(outputs.values()) == ["42\n"]
    scores = score_file(
        course, "week-1", answers_file(tmp_path, "student,question,answer\na,prints,42\n")
    )
    assert scores.students[0].score == 1


def test_an_output_that_is_no_longer_needed_goes_when_all_quizzes_are_checked(
    tmp_path: Path,
) -> None:
    course = course_with_quiz(tmp_path, QUIZ + SNIPPET)
    check_quizzes(course)
    (course.root / "quizzes/week-1.yaml").write_text(
        (QUIZ + SNIPPET).replace("6 * 7", "6 * 8"), encoding="utf-8"
    )
    check_quizzes(course, "week-1")
    outputs = json.loads((course.root / "quizzes/outputs.json").read_text("utf-8"))
    assert sorted(outputs.values()) == ["42\n", "48\n"]
    check_quizzes(course)
    outputs = json.loads((course.root / "quizzes/outputs.json").read_text("utf-8"))
    assert list(outputs.values()) == ["48\n"]


def test_faults_of_the_file_and_of_the_snippet_are_reported_with_their_lines(
    tmp_path: Path,
) -> None:
    broken = (QUIZ + SNIPPET).replace("6 * 7", "six * 7").replace("n - 2", "n - m")
    course = course_with_quiz(tmp_path, broken)
    (problem,) = check_quizzes(course).problems
    assert "there is no parameter m" in str(problem)
    course.root.joinpath("quizzes/week-1.yaml").write_text(
        broken.replace("n - m", "n - 2"), encoding="utf-8"
    )
    (problem,) = check_quizzes(course).problems
    assert "prints: the code ends with NameError" in str(problem)
    assert problem.line


def test_a_quiz_that_does_not_exist_names_the_one_that_may_be_meant(tmp_path: Path) -> None:
    course = course_with_quiz(tmp_path)
    with pytest.raises(UsageError, match="did you mean 'week-1'"):
        open_quiz(course, "week1")


def test_the_preview_has_both_languages_and_hides_the_answers_behind_folds(tmp_path: Path) -> None:
    course = course_with_quiz(tmp_path)
    page = write_preview(course, "week-1").read_text("utf-8")
    assert "<em>non-linear</em>" in page
    assert "비선형인 것은 무엇입니까?" in page
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in page
    assert "missing:" not in page
    before_folds = "".join(part.partition("<details>")[0] for part in page.split("</details>"))
    assert "This is a line." in page
    assert "This is a line." not in before_folds
    assert "P(A|B) P(B)" in page
    assert "P(A|B) P(B)" not in before_folds
    assert "<script" not in page


def test_markup_in_a_text_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    hostile = QUIZ.replace("This is a line.", "'<script>alert(1)</script> [x](javascript:x)'")
    page = write_preview(course_with_quiz(tmp_path, hostile), "week-1").read_text("utf-8")
    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page
    assert 'href="javascript' not in page


def test_csv_and_yaml_score_the_same_and_each_student_by_their_own_variant(tmp_path: Path) -> None:
    course = course_with_quiz(tmp_path)
    quiz = open_quiz(course, "week-1")
    rows = []
    for student in ("s001", "012"):
        drawn = draw_variant(quiz, quiz.question("width"), course.seed, student, 1)
        rows += [
            (student, "pick", "flat"),
            (student, "width", str(int(drawn.values["n"]) - 2)),
            (student, "chain", "P(B|A) P(A)"),
        ]
    lines = "".join(f"{student},{question},{answer}\n" for student, question, answer in rows)
    items = "".join(
        f"- {{student: '{student}', question: {question}, answer: '{answer}'}}\n"
        for student, question, answer in rows
    )
    by_csv = score_file(
        course, "week-1", answers_file(tmp_path, f"student,question,answer\n{lines}")
    )
    by_yaml = score_file(course, "week-1", answers_file(tmp_path, items, "answers.yaml"))
    assert scores_json(by_csv) == scores_json(by_yaml)
    assert [(each.student, each.score) for each in by_csv.students] == [
        ("012", 3.25),
        ("s001", 3.25),
    ]


def test_hints_and_attempts_of_the_file_count(tmp_path: Path) -> None:
    course = course_with_quiz(tmp_path)
    text = "student,question,answer,attempt,hints\na,pick,relu,1,1\na,pick,line,2,0\n"
    (student,) = score_file(course, "week-1", answers_file(tmp_path, text)).students
    assert [result.score for _, result in student.attempts] == [0.75, 0]
    assert student.score == 0.75


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("student,question\na,pick\n", "the column 'answer' is missing"),
        ("student,question,answr\na,pick,x\n", "did you mean 'answer'"),
        ("student,question,answer\na,pik,relu\n", "answers.csv:2: week-1 has no question 'pik'"),
        ("student,question,answer\na,pick,relu\na,pick,line\n", "in line 2 already"),
        ("student,question,answer\na,pick,relu,more\n", "more cells than columns"),
        ("student,question,answer,attempt\na,pick,relu,none\n", "whole numbers"),
        ("", "is missing"),
    ],
)
def test_a_faulty_file_of_answers_is_refused_with_its_line(
    tmp_path: Path, text: str, said: str
) -> None:
    course = course_with_quiz(tmp_path)
    with pytest.raises(UsageError, match=said.replace("'", ".")):
        score_file(course, "week-1", answers_file(tmp_path, text))
