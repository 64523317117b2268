"""The roster: a CSV file of the people who take the course, as a spreadsheet saves it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

from autograder.course.checked import suggestion
from autograder.course.model import Person
from autograder.course.yaml import is_control, read_text
from autograder.errors import CourseError, Problem

REQUIRED = ("id", "name", "team")
COLUMNS = (*REQUIRED, "email", "language")
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_TEAM_OF_ONE = "; who works alone has a team of their own, named like their id"
_MAX_FIELD = 200
_MAX_PROBLEMS = 200
"""After so many the rest of the lines is not looked at: it is another file than a roster."""


def read_roster(path: Path, languages: Sequence[str]) -> dict[str, Person]:
    """The people by id, in the file's order; raises CourseError with every line at fault."""
    rows = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    problems: list[Problem] = []
    people: dict[str, Person] = {}
    lines: dict[str, int] = {}
    try:
        columns = _columns(path, next(rows, []), problems)
        for row in rows:
            if (problems and not columns) or len(problems) > _MAX_PROBLEMS:
                break
            if not any(field.strip() for field in row):
                continue
            line = rows.line_num
            faults, person = _person(columns, row, languages)
            if person.id in people:
                faults.append(
                    f"the id {person.id!r} is given twice, first in line {lines[person.id]}"
                )
            problems += [Problem(path, fault, line) for fault in faults]
            people.setdefault(person.id, person)
            lines.setdefault(person.id, line)
    except csv.Error as error:
        problems.append(Problem(path, f"is not CSV: {error}", rows.line_num))
    if problems:
        raise CourseError(problems)
    return people


def _columns(path: Path, header: Sequence[str], problems: list[Problem]) -> list[str]:
    """The names of the columns; empty, with problems, if they cannot be told."""
    columns = [name.strip().lower() for name in header]
    found = [
        f"unknown column {name!r}" + suggestion(name, COLUMNS)
        for name in columns
        if name not in COLUMNS
    ]
    found += [
        f"the column {name!r} is missing{_TEAM_OF_ONE if name == 'team' else ''}"
        for name in REQUIRED
        if name not in columns
    ]
    found += [f"the column {n!r} is given twice" for n in COLUMNS if columns.count(n) > 1]
    if found and len(columns) == 1 and ";" in columns[0]:
        found = ["the columns are divided by ';'; save it as CSV with commas"]
    problems += [Problem(path, fault, 1) for fault in found]
    return [] if found else columns


def _person(
    columns: Sequence[str], row: Sequence[str], languages: Sequence[str]
) -> tuple[list[str], Person]:
    fields = dict(zip(columns, (field.strip() for field in row), strict=False))
    person = Person(
        id=fields.get("id", ""),
        name=fields.get("name", ""),
        team=fields.get("team", ""),
        email=fields.get("email", ""),
        language=fields.get("language", ""),
    )
    faults = [
        f"the {name} is missing{_TEAM_OF_ONE if name == 'team' else ''}"
        for name in REQUIRED
        if not fields.get(name)
    ]
    if len(row) > len(columns):
        faults.append(f"{len(row)} fields, but {len(columns)} columns; quote a field with commas")
    if person.id and not ID.fullmatch(person.id):
        faults.append(f"the id {person.id!r} may hold letters a-z, digits, - and _ only")
    if person.language and person.language not in languages:
        known = ", ".join(languages)
        faults.append(f"the course has no language {person.language!r}, only {known}")
    for name, value in fields.items():
        if len(value) > _MAX_FIELD or any(is_control(char) for char in value):
            faults.append(f"the {name} is too long or holds control characters")
    return faults, person
