"""The page for staff that leads to every student's page of one assignment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from autograder.grading.result import Status
from autograder.report.markup import render
from autograder.report.plain import number, one_line
from autograder.report.strings import catalogue


@dataclass(frozen=True)
class Entry:
    """One student's line; `page` is the page's path from the index."""

    page: str
    student: str
    name: str
    status: Status
    score: float | None


def index_page(
    entries: Iterable[Entry],
    *,
    course_title: str,
    assignment_title: str,
    class_report: str,
    language: str,
) -> str:
    """The page as a string, in the order of `entries`; titles are in `language`."""
    words = catalogue(language)
    return render(
        "index.html",
        words.language,
        {
            "t": words,
            "course": one_line(course_title),
            "title": one_line(assignment_title),
            "class_report": quote(class_report),
            "students": [
                (
                    quote(entry.page),
                    one_line(entry.student),
                    one_line(entry.name),
                    words[f"status_{entry.status.value}"],
                    "" if entry.score is None else number(entry.score),
                )
                for entry in entries
            ],
        },
    )
