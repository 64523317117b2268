"""Quizzes in a terminal: Markdown by rich, formulas in Unicode."""

from __future__ import annotations

import re

from rich.console import Group, RenderableType
from rich.markdown import Markdown
from rich.padding import Padding
from rich.rule import Rule
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text as Line

from autograder.quiz.model import Quiz
from autograder.quiz.variant import plain_variant
from autograder.report.plain import number, printable
from autograder.report.quiz_view import QuestionView, solution, view
from autograder.report.strings import catalogue
from autograder.report.unicode_math import unicode_math
from autograder.text import Text

_PARTS = re.compile(
    r"(?P<code>```.*?```|`[^`\n]+`)|\$\$(?P<block>[^$]+)\$\$"
    r"|\$(?P<inline>[^\s$](?:[^$]*[^\s$\\])?)\$(?!\d)"
    r"|\[\[(?P<blank>[a-z][a-z0-9_-]{0,39})\]\]|(?P<image>!\[(?P<alt>[^\]\n]*)\]\(\s*<?(?P<file>[^)\s>]*)[^)\n]*\))",
    re.DOTALL,
)
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~])")


def prose(text: Text, language: str, style: str = "none") -> Markdown:
    """A text with its formulas in Unicode, ready to be printed."""
    words = _PARTS.sub(_part, printable(text.in_language(language)))
    return Markdown(words, hyperlinks=False, style=style or "none")


def question_view(
    shown: QuestionView, language: str, title: str, *, ids: bool = False
) -> RenderableType:
    """What a student sees: the question, its snippet and its lists.

    Each item has a letter, or with `ids` its id.
    """
    parts: list[RenderableType] = [Rule(Line(title), align="left"), prose(shown.prompt, language)]
    if shown.code:
        parts.append(Padding(Syntax(shown.code, "python", background_color="default"), (1, 2)))
    for name, options in shown.lists.items():
        if "." in name:
            parts.append(Line(f"[{name.partition('.')[0]}]", style="dim"))
        for place, option in enumerate(options):
            name_shown = option.id if ids else label(name, place)
            parts.append(_item(name_shown, option.text, language))
    return Group(*parts)


def label(list_name: str, place: int) -> str:
    """What an item is called: a, b, c; on the left of a matching 1, 2, 3."""
    if list_name == "left":
        return str(place + 1)
    letters = "abcdefghijklmnopqrstuvwxyz"
    first, last = divmod(place, len(letters))
    return (letters[first - 1] if first else "") + letters[last]


def outline(quiz: Quiz, language: str) -> RenderableType:
    """The quiz with its answers, for its author: the first variant of each question."""
    words = catalogue(language)
    parts: list[RenderableType] = [Line(quiz.title.in_language(language), style="bold")]
    for place, question in enumerate(quiz.questions, start=1):
        shown = view(question, plain_variant(question))
        solved = solution(shown)
        title = (
            f"{place}. {question.id} ({question.type}, {words['points']}: "
            f"{number(question.points)}, {words['variants']}: {len(question.variants)})"
        )
        parts.append(question_view(shown, language, title, ids=True))
        parts.append(Line.assemble((f"{words['answer']}: ", "bold"), printable(solved.key)))
        if solved.known_wrong:
            parts.append(Line(words["known_wrong_answers"], style="bold"))
        for known in solved.known_wrong:
            head = Line.assemble("  ", printable(known.answer), (f"  {known.share:.0%}", "dim"))
            said = [Padding(prose(text, language), (0, 4)) for text in known.feedback]
            parts += [head, *said]
    return Group(*parts)


def _item(name: str, text: Text, language: str) -> RenderableType:
    row = Table.grid(padding=(0, 1))
    row.add_column(justify="right", min_width=4, style="bold")
    row.add_column(overflow="fold")  # an ellipsis would hide the end of a line of Hangul
    row.add_row(f"{name})", prose(text, language))
    return row


def _part(match: re.Match[str]) -> str:
    if match["code"] is not None:
        return match["code"]
    if match["blank"] is not None:
        return escaped(f"____ ({match['blank']})")
    if match["image"] is not None:
        return escaped(f"[{match['alt']}] ({match['file']})")
    block = match["block"]
    shown = escaped(unicode_math(block or match["inline"]))
    return f"\n\n> {shown}\n\n" if block else shown


def escaped(text: str) -> str:
    """Markdown that shows the text as it is."""
    return _MARKUP.sub(r"\\\1", text)
