"""What a student types in a terminal -> an answer: letters of what is shown become ids."""

from __future__ import annotations

import re
from collections.abc import Mapping

from autograder.quiz.model import Answer
from autograder.report.quiz_terminal import label
from autograder.report.quiz_view import Option, QuestionView

_PAIR = re.compile(r"(\d+)\s*[-=:→>]*\s*([A-Za-z]{1,2})\b")


def typed(shown: QuestionView, text: str) -> Answer:
    """The answer to a question without blanks. What fits no letter is left as it was typed, so
    that the question's own type says what is wrong with it.
    """
    text = text.strip()
    kind = shown.question.type
    if kind == "single":
        return _id(shown, "choices", text)
    if kind == "multiple":
        return _several(shown, text)
    if kind == "true_false":
        value, _, reason = text.replace(",", " ").partition(" ")
        return {"value": value, "reason": _id(shown, "reasons", reason.strip())}
    if kind == "matching":
        return _pairs(shown, text)
    if kind == "ordering":
        return [_id(shown, "items", word) for word in _words(text, len(shown.lists["items"]))]
    if kind == "code_output":
        return text.replace("\\n", "\n")
    return text


def typed_blank(shown: QuestionView, name: str, text: str) -> str:
    """The answer to one blank of a fill-in."""
    listed = f"{name}.choices"
    return _id(shown, listed, text.strip()) if listed in shown.lists else text.strip()


def _several(shown: QuestionView, text: str) -> list[str]:
    if text in ("-", "–", "없음"):
        return []
    return [_id(shown, "choices", word) for word in _words(text, len(shown.lists["choices"]))]


def _words(text: str, count: int) -> list[str]:
    """`a c`, `a,c` and, of one-letter labels, `ac`."""
    words = [word for word in re.split(r"[,;\s]+", text) if word]
    labels = {label("", place) for place in range(count)}
    together = len(words) == 1 and len(words[0]) > 1 and count <= 26
    if together and set(words[0].lower()) <= labels:
        return list(words[0].lower())
    return words


def _pairs(shown: QuestionView, text: str) -> Answer:
    left, right = shown.lists["left"], shown.lists["right"]
    pairs = {}
    rest = _PAIR.sub("", text).strip(" ,;")
    for place, letter in _PAIR.findall(text):
        if not 1 <= int(place) <= len(left):
            return text
        pairs[left[int(place) - 1].id] = _of(right, letter)
    return text if rest or not pairs else pairs


def _id(shown: QuestionView, name: str, word: str) -> str:
    return _of(shown.lists.get(name, ()), word)


def _of(options: tuple[Option, ...], word: str) -> str:
    labels: Mapping[str, str] = {
        label("", place): option.id for place, option in enumerate(options)
    }
    return labels.get(word.strip().rstrip(").").lower(), word.strip())
