"""The statistics of a quiz as a page for its staff. It names no student."""

from __future__ import annotations

from django.utils.safestring import mark_safe

from autograder.quiz.flags import few_answers, flags
from autograder.quiz.model import Quiz
from autograder.quiz.stats import Interval, QuestionStats, QuizStats
from autograder.quiz.template import shown_values
from autograder.report.markup import render
from autograder.report.plain import one_line, printable
from autograder.report.quiz_figure import facility_figure
from autograder.report.strings import Catalogue, catalogue

_ANSWERS_SHOWN = 12
SHORT_COLUMNS = (
    "answered_short",
    "facility",
    "guessing_short",
    "rest_short",
    "discrimination_short",
    "time_short",
)
"""The headings of :func:`short_row` behind the question's; empty columns are left out."""


def stats_page(quiz: Quiz, stats: QuizStats, language: str) -> str:
    """The page as a string, in one language."""
    words = catalogue(language)
    few = few_answers(stats)
    figure, said = facility_figure(stats, words) if stats.students else ("", "")
    return render(
        "quiz_stats.html",
        words.language,
        {
            "t": words,
            "title": one_line(quiz.title.in_language(language)),
            "facts": facts(stats, words),
            "few": "" if few is None else few.in_language(language),
            "figure": mark_safe(figure),  # noqa: S308  made by ElementTree, which escapes
            "figure_words": said,
            "flags": [
                (one_line(flag.question), printable(flag.text.in_language(language)))
                for flag in flags(stats)
            ],
            "rows": [row(question) for question in stats.questions],
            "answers": [
                (one_line(each.question), _answers(each), _by_variant(quiz, each))
                for each in stats.questions
            ],
        },
    )


def facts(stats: QuizStats, words: Catalogue) -> list[tuple[str, str]]:
    """(label, value) of what is said of the whole quiz."""
    found = [(words["students"], str(stats.students))]
    if stats.students:
        found.append((words["mean"], f"{stats.mean:.0%}"))
    if stats.alpha is not None:
        name = "KR-20" if stats.dichotomous else words["alpha"]
        found.append((name, f"{stats.alpha:.2f}{_between(stats.alpha_interval)}"))
    if stats.standard_error is not None:
        found.append((words["standard_error"], f"± {stats.standard_error:.0%}"))
    return found


def row(question: QuestionStats) -> tuple[str, str, str, str, str, str, str]:
    """Name, answers, facility, that of guessing, item-rest correlation, discrimination, time."""
    facility = f"{question.facility:.0%}"
    facility += _percent(question.facility_interval)
    rest = "" if question.rest is None else f"{question.rest:.2f}{_between(question.rest_interval)}"
    spread = "" if question.discrimination is None else f"{question.discrimination:.2f}"
    seconds = question.median_seconds
    time = "" if seconds is None else f"{seconds:.0f} s"
    guess = "" if question.guess is None else f"{question.guess:.0%}"
    return one_line(question.question), str(question.answers), facility, guess, rest, spread, time


def short_row(question: QuestionStats) -> tuple[str, ...]:
    """As :func:`row`, for a terminal of 80 columns."""
    facility = f"{question.facility:.0%}"
    if question.facility_interval is not None:
        low, high = question.facility_interval
        facility += f" ({100 * low:.0f}…{100 * high:.0f})"
    rest = "" if question.rest is None else f"{question.rest:.2f}"
    if question.rest_interval is not None:
        rest += " ({:.2f}…{:.2f})".format(*question.rest_interval)
    name, count, _, guess, _, spread, time = row(question)
    return name, count, facility, guess, rest, spread, time


def _by_variant(quiz: Quiz, stats: QuestionStats) -> list[tuple[int, str, int, str]]:
    """(number from 1, values, students, facility) of each variant that somebody had."""
    values = quiz.question(stats.question).variants
    return [
        (
            each.variant + 1,
            one_line(shown_values(values[each.variant])),
            each.students,
            f"{each.facility:.0%}{_percent(each.facility_interval)}",
        )
        for each in stats.variants
        if each.variant < len(values)
    ]


def _percent(interval: Interval | None) -> str:
    return "" if interval is None else f" [{interval[0]:.0%}, {interval[1]:.0%}]"


def _answers(question: QuestionStats) -> list[tuple[str, bool, str, int, int, int, int]]:
    return [
        (
            one_line(each.answer),
            each.correct,
            one_line(each.known_wrong),
            each.lower,
            each.middle,
            each.upper,
            each.count,
        )
        for each in question.distractors[:_ANSWERS_SHOWN]
    ]


def _between(interval: Interval | None) -> str:
    return "" if interval is None else f" [{interval[0]:.2f}, {interval[1]:.2f}]"
