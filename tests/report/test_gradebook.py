"""The CSV that a spreadsheet opens."""

from __future__ import annotations

import csv
import io

import pytest

from autograder.report.gradebook import ENCODING, gradebook

from . import samples


def rows(**options):
    return list(csv.DictReader(io.StringIO(gradebook(samples.everyone(), **options), newline="")))


def test_korean_names_survive_a_spreadsheets_guess_at_the_encoding():
    data = gradebook(samples.everyone(), names=samples.NAMES).encode(ENCODING)
    assert data.startswith(b"\xef\xbb\xbf")
    assert "김하늘" in data.decode("utf-8-sig")


def test_there_is_one_row_for_each_student_of_results_and_roster():
    students = [row["student"] for row in rows(roster=["s001", "s999"])]
    assert students == ["s001", "s002", "s003", "s004", "s005", "s006", "s007", "s008", "s999"]


def test_the_columns_are_as_documented():
    header = next(csv.reader([gradebook(samples.everyone()).splitlines()[0]]))
    assert header == [
        *("student", "name", "team", "status", "score", "max_score"),
        *("mse", "mse_gradient", "backward_gradient"),
    ]


@pytest.mark.parametrize("divider", [";", "|", ":"])
def test_nobody_writes_a_row_of_their_own_for_a_spreadsheet_that_divides_otherwise(divider):
    named = divider.join(["s001", "", "", "graded", "20", "20"])
    text = gradebook([samples.full_marks(named)])
    *_, row = csv.reader(io.StringIO(text, newline=""), delimiter=divider)
    assert len(row) == 1


def test_a_missing_score_is_empty_and_zero_is_zero():
    by_student = {row["student"]: row for row in rows(roster=["s999"])}
    assert by_student["s003"]["score"] == "0"
    assert (by_student["s004"]["score"], by_student["s004"]["status"]) == ("", "unreadable")
    assert (by_student["s999"]["score"], by_student["s999"]["status"]) == ("", "not_submitted")
    assert by_student["s002"]["mse_gradient"] == "1.5"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝"])
def test_no_cell_is_a_formula(start):
    result = samples.full_marks(f"{start}cmd|' /C calc'!A0")
    name = f"{start}HYPERLINK(1)"
    text = gradebook([result], names={result.student: name}, teams={result.student: name})
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert [row[column][:1] for column in ("student", "name", "team")] == ["'", "'", "'"]


def test_a_name_that_utf8_cannot_hold_is_written_escaped():
    text = gradebook([samples.full_marks()], names={"s001": "\ud800"})
    assert "\\ud800" in text.encode(ENCODING).decode(ENCODING)
