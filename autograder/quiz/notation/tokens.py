"""What was typed -> tokens: words, numbers, commands and signs, each with its place.

LaTeX is read as far as it carries meaning: fonts, spacing and sizes of brackets are dropped,
commands with a sign of their own become that sign, Greek commands become words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from autograder.quiz.notation import words
from autograder.quiz.notation.characters import Character, fold
from autograder.quiz.verdict import AnswerError
from autograder.text import Text

MAX_LENGTH = 2000
MAX_DIGITS = 16

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
_COMMAND = re.compile(r"\\([A-Za-z]+|.)?")
_DOTS = re.compile(r"\.\.+|…+")
_SIGNS = frozenset("()[]{}|,;:+-*/^_='<>≤≥∈∩∪¬~!…∑∏∫√∞∂∇&≈∝≠%")


class Kind(Enum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    COMMAND = "command"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """`text` without the backslash of a command; `start` and `end` are places in what was typed."""

    kind: Kind
    text: str
    start: int
    end: int

    def is_sign(self, signs: str) -> bool:
        return self.kind is Kind.SIGN and self.text in signs


def tokenize(typed: str) -> list[Token]:
    """The tokens of `typed`, closed by an END; raises AnswerError for what no formula has."""
    if len(typed) > MAX_LENGTH:
        raise AnswerError(
            Text.of(
                f"The answer is too long: at most {MAX_LENGTH} characters are read.",
                f"답이 너무 깁니다. 최대 {MAX_LENGTH}자까지 읽습니다.",
            ),
            MAX_LENGTH,
        )
    characters = fold(typed)
    tokens = list(_without_fonts(_scan(characters)))
    while tokens and (tokens[-1].is_sign(".,;") or tokens[-1].text in words.SENTENCE_ENDS):
        tokens.pop()
    if not tokens:
        raise AnswerError(Text.of("The answer is empty.", "답이 비어 있습니다."), 0)
    return [*tokens, Token(Kind.END, "", len(typed), len(typed))]


def _scan(characters: list[Character]) -> Iterator[Token]:
    text = "".join(char.text for char in characters)
    places = [char.place for char in characters for _ in char.text]
    places.append(places[-1] + 1 if places else 0)
    at = 0
    while at < len(text):
        if text[at] in " $" or (text[at] == "`" and at in (0, len(text) - 1)):
            at += 1
            continue
        kind, shown, end = _one(text, at, places)
        if shown:
            yield Token(kind, shown, places[at], places[end - 1] + 1)
        at = end


def _one(text: str, at: int, places: list[int]) -> tuple[Kind, str, int]:
    """The token at `at`: its kind, its text (empty: drop it) and where it ends."""
    char = text[at]
    if char == "\\":
        found = _COMMAND.match(text, at)
        assert found is not None
        kind, shown = _command(found.group(1) or "")
        return kind, shown, found.end()
    if number := _NUMBER.match(text, at):
        if len(number.group()) > MAX_DIGITS:
            message = Text.of("This number is too long.", "숫자가 너무 깁니다.")
            raise AnswerError(message, places[at])
        return Kind.NUMBER, number.group(), number.end()
    if char.isalpha():
        end = at + 1
        while end < len(text) and text[end].isalpha():
            end += 1
        return Kind.WORD, text[at:end], end
    if dots := _DOTS.match(text, at):
        return Kind.SIGN, "…", dots.end()
    if char in _SIGNS:
        return Kind.SIGN, char, at + 1
    if char == "." and not text[at + 1 :].strip(" $"):
        return Kind.SIGN, "", at + 1
    raise AnswerError(
        Text.of(
            f"The character {char!r} has no meaning here.",
            f"{char!r} 문자는 여기에서 의미가 없습니다.",
        ),
        places[at],
    )


def _command(name: str) -> tuple[Kind, str]:
    if name in words.LETTERS:
        return Kind.WORD, words.LETTERS[name]
    if name in words.SIGNS:
        return Kind.SIGN, words.SIGNS[name]
    if name in words.DROPPED or not name.isalpha():
        return Kind.SIGN, ""
    return Kind.COMMAND, name


def _without_fonts(tokens: Iterator[Token]) -> Iterator[Token]:
    r"""Drop `\mathbf` and its like with the braces around what they set in another font."""
    font = False
    closes: list[bool] = []
    for token in tokens:
        starts, font = font and token.is_sign("{"), False
        if token.kind is Kind.COMMAND and token.text in words.FONTS:
            font = True
        elif token.is_sign("{"):
            closes.append(starts)
            if not starts:
                yield token
        elif not (token.is_sign("}") and closes and closes.pop()):
            yield token
