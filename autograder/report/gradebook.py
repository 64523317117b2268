"""The gradebook as CSV: what a spreadsheet opens with every name intact and runs nothing of."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from autograder.grading.result import Result
from autograder.report.plain import number
from autograder.report.summary import exercise_ids

ENCODING = "utf-8-sig"
"""With a byte order mark: without one, spreadsheets take Korean for another encoding."""

NOT_SUBMITTED = "not_submitted"

_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def gradebook(
    results: Iterable[Result],
    *,
    names: Mapping[str, str] | None = None,
    teams: Mapping[str, str] | None = None,
    roster: Iterable[str] = (),
) -> str:
    """CSV text, to be written in ENCODING with newline="": one row per student, by student.

    Columns: student, name, team, status, score, max_score, then the points of each exercise. A
    student of `roster` without a result has the status `not_submitted`; without a score the cell
    is empty, never 0. Cells that a spreadsheet would take for a formula begin with an apostrophe.
    """
    by_student = {result.student: result for result in results}
    columns = exercise_ids(by_student.values())
    most = max((result.max_score for result in by_student.values()), default=None)
    out = io.StringIO()
    # Quoted, since a spreadsheet may divide at semicolons too: `s001;;;graded;20` would be a row.
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    header = ["student", "name", "team", "status", "score", "max_score"]
    writer.writerow([*header, *map(_inert, columns)])
    for student in sorted({*by_student, *roster}):
        who = [student, (names or {}).get(student, ""), (teams or {}).get(student, "")]
        writer.writerow([*map(_inert, who), *_points(by_student.get(student), columns, most)])
    return out.getvalue()


def _points(result: Result | None, columns: tuple[str, ...], most: float | None) -> list[str]:
    if result is None:
        return [NOT_SUBMITTED, "", _cell(most), *("" for _ in columns)]
    scores = {exercise.id: exercise.score for exercise in result.exercises}
    points = [_cell(scores.get(column)) for column in columns]
    return [result.status.value, _cell(result.score), _cell(result.max_score), *points]


def _cell(points: float | None) -> str:
    return "" if points is None else number(points)


def _inert(text: str) -> str:
    """`text` as a cell that no spreadsheet evaluates, in encodable characters."""
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text
