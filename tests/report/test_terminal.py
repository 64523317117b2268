"""What a terminal shows."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from autograder.grading.result import CellNote
from autograder.report.terminal import missed_table, scores_table, submission_view
from autograder.text import Text

from . import samples


def shown(renderable, width=80):
    console = Console(file=io.StringIO(), width=width, force_terminal=False, color_system=None)
    console.print(renderable)
    return console.file.getvalue()


def test_the_table_of_scores_fits_80_columns_and_has_everyone():
    text = shown(scores_table(samples.everyone(), samples.NAMES))
    assert all(f"s00{i}" in text for i in range(1, 9))
    assert "Score / 15" in text
    assert " 3.5 " in text
    assert "unreadable" in text
    assert "3 backward_gradient" in text


def test_what_most_people_got_wrong_comes_first():
    text = shown(missed_table(samples.everyone()), 120)
    assert text.index("83% (5)") < text.index("50% (3)")


@pytest.mark.parametrize("result", samples.everyone(), ids=lambda result: result.student)
def test_the_students_view_holds_no_secret(result):
    text = shown(submission_view(result), 200)
    assert [secret for secret in samples.SECRETS if secret in text] == []


def test_the_authors_view_holds_the_private_parts_as_well():
    text = shown(submission_view(samples.wrong_gradient(), staff=True), 200)
    assert "expected 0.123456789" in text
    assert "seed-of-the-course" in text
    assert "Look at the factor" in text


def test_the_authors_view_of_a_fault_in_the_course_says_what_failed():
    text = shown(submission_view(samples.fault_of_ours(), staff=True), 200)
    assert "test_hidden_name in /srv/course/graders" in text


def test_neither_markup_nor_escape_codes_of_a_student_reach_the_terminal():
    result = samples.evil("[red]s[/red]\x1b[2J")
    text = shown(submission_view(result, staff=True)) + shown(scores_table([result]))
    assert "\x1b" not in text
    assert "[red]s[/red]\\x1b[2J" in text


@pytest.mark.parametrize("between", ["\n\n", " " + "x" * 79 + " "])
def test_no_line_of_a_students_note_begins_where_the_score_does(between):
    forged = "s002  15 of 15 points"
    note = CellNote(1, Text.plain(f"The cell stopped with E{between}{forged}"))
    text = shown(submission_view(replace(samples.wrong_gradient(), cells=(note,))))
    assert forged in text
    assert not any(line.startswith(forged) for line in text.splitlines())
