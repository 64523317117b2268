"""An answer as its student would say it: by the words of the choices and not by their ids."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rich.console import RenderableType
from rich.text import Text as Line

from autograder.quiz.model import Answer
from autograder.quiz.questions.answers import as_truth
from autograder.quiz.questions.kind import UnreadableError
from autograder.report.plain import printable
from autograder.report.quiz_terminal import escaped, prose
from autograder.report.quiz_view import QuestionView, written
from autograder.report.strings import catalogue
from autograder.text import Text

_LONG_INDEX = re.compile(r"([_^])(\d{2,})")
_LISTS = {"single": "choices", "multiple": "choices", "ordering": "items"}


def answer_view(
    shown: QuestionView, answer: Answer, language: str, label: str, style: str = ""
) -> RenderableType:
    """One line `label: answer`, ready to be printed; longer ones fold."""
    words = _words(shown, answer, language)
    if words is None and shown.question.type == "probability":
        words = _formula(str(answer))
    if words is None:
        return Line(f"{label}: {printable(written(answer)).rstrip()}", style=style)
    return prose(Text.plain(f"{label}: {words}"), language, style)


def _formula(answer: str) -> str | None:
    """Between dollars, where it holds TeX; `X_12` is one index, as in the notation of answers."""
    if "$" in answer or not any(sign in answer for sign in "\\_^"):
        return None
    tex = _LONG_INDEX.sub(r"\1{\2}", answer)
    return f"${tex}$"


def _words(shown: QuestionView, answer: Answer, language: str) -> str | None:
    """Markdown; None for what is shown as it was typed."""
    kind = shown.question.type
    if kind in _LISTS:
        chosen = answer if isinstance(answer, list) else [answer]
        sign = " → " if kind == "ordering" else "; "
        return sign.join(_option(shown, _LISTS[kind], each, language) for each in chosen) or "–"
    if not isinstance(answer, Mapping):
        return None
    if kind == "true_false":
        said = _decision(answer.get("value"), language)
        return f"{said}: {_option(shown, 'reasons', answer.get('reason', ''), language)}"
    if kind == "matching":
        return "; ".join(
            f"{_option(shown, 'left', left, language)} – {_option(shown, 'right', right, language)}"
            for left, right in answer.items()
        )
    if kind == "fill_in":
        return "; ".join(
            f"{escaped(name)} = {_option(shown, f'{name}.choices', value, language)}"
            for name, value in answer.items()
        )
    return None


def _decision(value: Answer, language: str) -> str:
    try:
        return catalogue(language)["said_true" if as_truth(value) else "said_false"]
    except UnreadableError:
        return escaped(printable(str(value)))


def _option(shown: QuestionView, name: str, chosen: object, language: str) -> str:
    for option in shown.lists.get(name, ()):
        if option.id == chosen:
            return option.text.in_language(language)
    return escaped(printable(str(chosen)))
