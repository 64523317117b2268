"""What a student types in a terminal -> an answer: letters of what is shown become ids.

A Korean keyboard that was not switched over types ㅁ for a; where a letter is asked for it is one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from autograder.quiz.model import Answer
from autograder.report.quiz_terminal import label
from autograder.report.quiz_view import Option, QuestionView
from autograder.text import Text

_JAMO = str.maketrans(
    "ㅁㅠㅊㅇㄷㄹㅎㅗㅑㅓㅏㅣㅡㅜㅐㅔㅂㄱㄴㅅㅕㅍㅈㅌㅛㅋ", "abcdefghijklmnopqrstuvwxyz"
)
_COMMAND = re.compile(r":\s*([A-Za-z?ㄱ-ㅣ]{1,6})")
_PAIR = re.compile(r"(\d+)\s*[-=:→>]*\s*([A-Za-z]{1,2})\b")


class NoLetterError(Exception):
    """What was typed is none of the letters that are shown; `text` says which there are."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.in_language("en"))


def command(line: str) -> str | None:
    """The letter of a line such as `:h`, also from a Korean keyboard; None for an answer."""
    found = _COMMAND.fullmatch(line)
    return found[1].translate(_JAMO).lower() if found else None


def typed(shown: QuestionView, text: str) -> Answer:
    """The answer to a question without blanks; raises NoLetterError. Choices by their ids will do
    too.
    """
    text = text.strip()
    kind = shown.question.type
    if shown.lists:
        text = text.translate(_JAMO)
    if kind == "single":
        return _id(shown, "choices", text)
    if kind == "multiple":
        return _several(shown, text)
    if kind == "true_false":
        return _decided(shown, text.replace(",", " ").split())
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
    if listed in shown.lists:
        return _id(shown, listed, text.strip().translate(_JAMO))
    return text.strip()


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


def _decided(shown: QuestionView, words: list[str]) -> Answer:
    """`true b`, `b true`: the decision is the word that is none of the letters."""
    reasons = {label("", place) for place in range(len(shown.lists["reasons"]))}
    if len(words) == 2 and words[0].lower().rstrip(").") in reasons:
        words.reverse()
    value = words[0] if words else ""
    reason = words[1] if len(words) > 1 else ""
    return {"value": value, "reason": _id(shown, "reasons", reason) if reason else ""}


def _pairs(shown: QuestionView, text: str) -> Answer:
    left, right = shown.lists["left"], shown.lists["right"]
    pairs = {}
    rest = _PAIR.sub("", text).strip(" ,;")
    for place, letter in _PAIR.findall(text):
        if not 1 <= int(place) <= len(left):
            raise NoLetterError(_numbers(len(left)))
        pairs[left[int(place) - 1].id] = _of(right, letter)
    if rest or not pairs:
        raise NoLetterError(_no_pairs())
    return pairs


def _id(shown: QuestionView, name: str, word: str) -> str:
    return _of(shown.lists.get(name, ()), word)


def _of(options: tuple[Option, ...], word: str) -> str:
    labels: Mapping[str, str] = {
        label("", place): option.id for place, option in enumerate(options)
    }
    word = word.strip().rstrip(").")
    found = labels.get(word.lower(), word)
    if found not in labels.values():
        raise NoLetterError(_letters(label("", len(options) - 1)))
    return found


def _letters(last: str) -> Text:
    return Text.of(f"The letters are a to {last}.", f"a부터 {last}까지의 글자로 답하십시오.")


def _numbers(last: int) -> Text:
    return Text.of(f"The numbers are 1 to {last}.", f"왼쪽 번호는 1부터 {last}까지입니다.")


def _no_pairs() -> Text:
    return Text.of(
        "Write a number with its letter for each pair: 1a 2b.",
        "번호와 글자를 짝지어 1a 2b와 같이 쓰십시오.",
    )
