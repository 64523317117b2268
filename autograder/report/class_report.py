"""The report on a whole class, for staff: one static HTML page from all results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.safestring import mark_safe

from autograder.grading.result import Result
from autograder.report.histogram import histogram
from autograder.report.markup import render
from autograder.report.plain import number, one_line, printable
from autograder.report.strings import Catalogue, catalogue
from autograder.report.summary import ClassSummary, exercise_ids, score_of, summarise

MOST_MISSED = 20


def class_page(
    results: Iterable[Result],
    *,
    course_title: str,
    assignment_title: str,
    names: Mapping[str, str],
    language: str = "en",
) -> str:
    """The page as a string. `names` maps a student's id to a name; titles are in `language`."""
    words = catalogue(language)
    summary = summarise(results)
    return render(
        "class.html",
        words.language,
        {
            "t": words,
            "course": one_line(course_title),
            "title": one_line(assignment_title),
            "facts": _facts(summary, words),
            **_distribution(summary, words),
            "exercises": [
                (
                    one_line(exercise.id),
                    number(exercise.max_score),
                    f"{exercise.facility:.0%}",
                    number(100 * exercise.facility),
                    exercise.right,
                )
                for exercise in summary.exercises
            ],
            "missed": _missed(summary, words),
            "recognised": [
                (one_line(known.exercise), printable(known.hint.in_language(language)), known.count)
                for known in summary.recognised
            ],
            **_people(summary, words, names),
            "isolation": [(one_line(level), count) for level, count in summary.isolation],
        },
    )


def _facts(summary: ClassSummary, words: Catalogue) -> list[tuple[str, str]]:
    facts = [
        (words["submissions"], str(len(summary.graded) + len(summary.ungraded))),
        (words["graded"], str(len(summary.graded))),
    ]
    if summary.graded:
        facts += [
            (words["mean"], f"{number(summary.mean)} / {number(summary.max_score)}"),
            (words["median"], number(summary.median)),
            (words["full_marks"], str(summary.full_marks)),
        ]
    return [*facts, (words["seconds_all"], number(summary.seconds))]


def _distribution(summary: ClassSummary, words: Catalogue) -> dict[str, str]:
    if not summary.graded:
        return {"distribution": "", "distribution_words": ""}
    description = words.say(
        "distribution_words",
        low=number(min(summary.scores)),
        high=number(max(summary.scores)),
        points=number(summary.max_score),
        mean=number(summary.mean),
        median=number(summary.median),
    )
    drawn = histogram(
        summary.scores,
        summary.max_score,
        title=words["distribution"],
        description=description,
        axis=words["score"],
    )
    return {
        "distribution": mark_safe(drawn),  # noqa: S308  made by ElementTree, which escapes
        "distribution_words": description,
    }


def _missed(summary: ClassSummary, words: Catalogue) -> list[tuple[str, str, int, str, str, int]]:
    return [
        (
            one_line(test.exercise),
            printable(test.title.in_language(words.language)),
            test.missed,
            f"{test.share:.0%}",
            printable(test.finding.in_language(words.language), longest=400),
            test.found,
        )
        for test in summary.missed[:MOST_MISSED]
    ]


def _people(summary: ClassSummary, words: Catalogue, names: Mapping[str, str]) -> dict[str, object]:
    columns = exercise_ids(summary.graded)
    students = []
    for result in summary.graded:
        scores = {exercise.id: number(exercise.score) for exercise in result.exercises}
        students.append(
            (
                one_line(result.student),
                one_line(names.get(result.student, "")),
                number(score_of(result)),
                [scores.get(column, "") for column in columns],
                f"{result.seconds:.2f}",
            )
        )
    return {
        "columns": [one_line(column) for column in columns],
        "students": students,
        "ungraded": [
            (
                one_line(result.student),
                one_line(names.get(result.student, "")),
                words[f"status_{result.status.value}"],
                printable(result.message.in_language(words.language)),
                printable(result.private),
            )
            for result in summary.ungraded
        ],
    }
