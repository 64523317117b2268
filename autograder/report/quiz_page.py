"""A quiz on one page for its authors: all languages side by side, answers behind a fold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from autograder.quiz.model import Question, Quiz
from autograder.quiz.policy import shown_time
from autograder.quiz.template import shown_values
from autograder.quiz.variant import plain_variant
from autograder.report.markup import render
from autograder.report.plain import number, one_line
from autograder.report.quiz_markdown import safe_markdown
from autograder.report.quiz_view import Option, QuestionView, Solution, solution, view
from autograder.report.strings import Catalogue, catalogue
from autograder.text import Text

_VARIANTS_SHOWN = 20


def preview_page(quiz: Quiz, languages: Sequence[str], images: Mapping[str, str]) -> str:
    """The page as a string. `images` maps the paths in the texts to data: addresses.

    Raises CourseError if the output of a snippet was not computed.
    """
    words = catalogue(languages[0])
    return render(
        "quiz.html",
        words.language,
        {
            "t": words,
            "id": one_line(quiz.id),
            "version": one_line(quiz.version),
            "titles": [
                (language, one_line(quiz.title.in_language(language))) for language in languages
            ],
            "description": quiz.description and _all_languages(quiz.description, languages, images),
            "facts": _facts(quiz, words),
            "questions": [
                _question(place, question, languages, images)
                for place, question in enumerate(quiz.questions, start=1)
            ],
        },
    )


def _facts(quiz: Quiz, words: Catalogue) -> list[tuple[str, str]]:
    policy = quiz.policy
    facts = [
        (words["questions"], str(len(quiz.questions))),
        (words["points"], number(quiz.points)),
        (words["attempts"], words["unlimited"] if not policy.attempts else str(policy.attempts)),
    ]
    if policy.time_limit is not None:
        facts.append((words["minutes"], number(policy.time_limit.total_seconds() / 60)))
    if policy.opens is not None:
        facts.append((words["opens"], shown_time(policy.opens)))
    if policy.closes is not None:
        facts.append((words["closes"], shown_time(policy.closes)))
    return facts


def _question(
    place: int, question: Question, languages: Sequence[str], images: Mapping[str, str]
) -> dict[str, Any]:
    shown = view(question, plain_variant(question))
    solved = solution(shown)
    return {
        "place": place,
        "id": one_line(question.id),
        "type": question.type,
        "points": number(question.points),
        "tags": ", ".join(one_line(tag) for tag in question.tags),
        "difficulty": question.difficulty,
        "variants": _variants(question),
        "more_variants": max(0, len(question.variants) - _VARIANTS_SHOWN),
        "sides": [_side(shown, solved, language, images) for language in languages],
    }


def _side(
    shown: QuestionView, solved: Solution, language: str, images: Mapping[str, str]
) -> dict[str, Any]:
    """The question in one language."""

    def one(text: Text, *, inline: bool = False) -> str:
        return safe_markdown(text.in_language(language), images, inline=inline)

    return {
        "language": language,
        "t": catalogue(language),
        "prompt": one(shown.prompt),
        "code": shown.code,
        "lists": [
            (name, [(one_line(option.id), one(option.text, inline=True)) for option in options])
            for name, options in shown.lists.items()
        ],
        "key": solved.key,
        "options": [
            _option(option, language, images)
            for options in solved.lists.values()
            for option in options
            if option.verdict is not None
        ],
        "known_wrong": [
            (known.answer, f"{known.share:.0%}", [one(text) for text in known.feedback])
            for known in solved.known_wrong
        ],
        "hints": [(one(text), f"{cost:.0%}" if cost else "") for text, cost in shown.hints],
        "explanation": "" if solved.explanation is None else one(solved.explanation),
        "references": [
            safe_markdown(each.in_language(language), images, inline=True, links=True)
            for each in shown.question.references
        ],
    }


def _option(
    option: Option, language: str, images: Mapping[str, str]
) -> tuple[str, bool, str, Sequence[str]]:
    verdict = option.verdict
    assert verdict is not None
    said = [safe_markdown(text.in_language(language), images) for text in verdict.feedback]
    return one_line(option.id), option.right, f"{verdict.share:.0%}", said


def _variants(question: Question) -> list[tuple[int, str, str]]:
    """(number from 1, values, key) of the first ones, if there are several."""
    if len(question.variants) == 1:
        return []
    return [
        (
            place + 1,
            shown_values(question.variants[place]),
            solution(view(question, plain_variant(question, place))).key,
        )
        for place in range(min(len(question.variants), _VARIANTS_SHOWN))
    ]


def _all_languages(
    text: Text, languages: Sequence[str], images: Mapping[str, str]
) -> list[tuple[str, str]]:
    return [(language, safe_markdown(text.in_language(language), images)) for language in languages]
