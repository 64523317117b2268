"""Patterns for short texts: bounded, and never slow whatever the student writes.

A pattern is a text with `(a|b)`, `[optional]` and `*` for any letters. It becomes an automaton that
is followed with sets of states: the time is at most the length of the answer times the length of
the pattern. Case, spacing, punctuation and widths do not matter; after every word of a pattern a
Korean particle may follow, and at its end a Korean ending.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

MAX_PATTERN = 300
MAX_STATES = 4_000
MAX_ANSWER = 300
_MAX_DEPTH = 10

_ARTICLES = re.compile(r"(?:(?<=\s)|^)(?:an?|the)\s+(?=\S)", re.IGNORECASE)
# Which form follows a syllable that ends in a consonant, in a vowel (or ㄹ, for 로), or in either.
_AFTER_CONSONANT = ("이", "은", "을", "과", "으로", "이란", "이라는", "이나")
_AFTER_VOWEL = ("가", "는", "를", "와", "로", "란", "라는", "나")
_AFTER_EITHER = ("의", "에", "에서", "에게", "도", "만", "들", "들이", "들을", "들의")
_ENDINGS_CONSONANT = (
    "이다",
    "입니다",
    "이에요",
    "이요",
    "임",
    "이라고한다",
    "이라고합니다",
    "이라한다",
    "이라합니다",
)
_ENDINGS_VOWEL = (
    "다",
    "이다",
    "입니다",
    "예요",
    "요",
    "임",
    "라고한다",
    "라고합니다",
    "라한다",
    "라합니다",
)


class PatternError(Exception):
    """The pattern cannot be read. `position` counts characters from 0."""

    def __init__(self, message: str, position: int) -> None:
        self.position = position
        super().__init__(message)


@dataclass
class _State:
    steps: list[tuple[str, int]] = field(default_factory=list)
    """(character, next state); the empty character fits any letter."""
    free: list[int] = field(default_factory=list)
    """States that are reached without reading anything."""


@dataclass(frozen=True)
class Pattern:
    """A compiled pattern."""

    source: str
    states: tuple[_State, ...]
    end: int

    def fits(self, answer: str) -> bool:
        """Whether it fits the whole answer, which was normalised by :func:`normal`."""
        if len(answer) > MAX_ANSWER:
            return False
        current = self._closure({0})
        for char in answer:
            reached = {
                target
                for state in current
                for letter, target in self.states[state].steps
                if letter in ("", char)
            }
            if not reached:
                return False
            current = self._closure(reached)
        return self.end in current

    def _closure(self, reached: set[int]) -> set[int]:
        left = list(reached)
        while left:
            for target in self.states[left.pop()].free:
                if target not in reached:
                    reached.add(target)
                    left.append(target)
        return reached


@lru_cache(maxsize=4_096)
def normal(text: str) -> str:
    """The letters, digits and symbols of the text, without case, blanks, punctuation, articles."""
    words = _ARTICLES.sub("", unicodedata.normalize("NFKC", text).strip())
    return _bare(words)


def _bare(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if unicodedata.category(char)[0] not in "PZC")


def phrase(text: str) -> Pattern:
    """The pattern that fits just this phrase; raises PatternError."""
    return _compiled(text, plain=True)


def compiled(source: str) -> Pattern:
    """The pattern that `source` writes; raises PatternError."""
    return _compiled(source, plain=False)


def _compiled(source: str, *, plain: bool) -> Pattern:
    if len(source) > MAX_PATTERN:
        raise PatternError(f"the pattern is longer than {MAX_PATTERN} characters", 0)
    # Articles become as many blanks, so that positions stay.
    text = _ARTICLES.sub(lambda match: " " * len(match[0]), source)
    builder = _Builder(text, plain=plain)
    end = builder.whole()
    if not builder.letters:
        raise PatternError("there is nothing to look for", 0)
    return Pattern(source, tuple(builder.states), end)


class _Builder:
    """Thompson's construction: every method appends states from `start` and returns the last."""

    def __init__(self, text: str, *, plain: bool) -> None:
        self.states = [_State()]
        self.letters = 0
        self._text = text
        self._plain = plain
        self._at = 0
        self._last = ""
        """The letter read before, as far as it is certain."""

    def whole(self) -> int:
        end = self._alternatives(0, depth=0)
        if self._at < len(self._text):
            raise PatternError(f"{self._text[self._at]!r} was not opened", self._at)
        return self._optional(end, (*_particles(self._last), *_endings(self._last)))

    def _new(self) -> int:
        if len(self.states) >= MAX_STATES:
            raise PatternError("the pattern is too large", self._at)
        self.states.append(_State())
        return len(self.states) - 1

    def _alternatives(self, start: int, depth: int) -> int:
        if depth > _MAX_DEPTH:
            raise PatternError("too many brackets inside one another", self._at)
        ends = [self._sequence(start, depth)]
        while not self._plain and self._peek() == "|":
            self._at += 1
            self._last = ""
            ends.append(self._sequence(start, depth))
        if len(ends) == 1:
            return ends[0]
        self._last = ""
        return self._joined(ends)

    def _joined(self, ends: list[int]) -> int:
        end = self._new()
        for state in ends:
            self.states[state].free.append(end)
        return end

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _sequence(self, start: int, depth: int) -> int:
        # Its own first state, so that a loop at the start cannot leak into the other alternatives.
        state = self._new()
        self.states[start].free.append(state)
        while char := self._peek():
            if not self._plain and char in "|)]":
                break
            self._at += 1
            if not self._plain and char in "([*":
                state = self._sign(char, state, depth)
            elif char.isspace():
                state = self._optional(state, _particles(self._last)) if self.letters else state
            else:
                for letter in _bare(char):
                    state = self._letter(state, letter)
        return state

    def _sign(self, sign: str, state: int, depth: int) -> int:
        opened = self._at - 1
        if sign == "*":
            loop = self._new()
            self.states[state].free.append(loop)
            self.states[loop].steps.append(("", loop))
            self._last = ""
            return loop
        end = self._alternatives(state, depth + 1)
        if self._peek() != {"(": ")", "[": "]"}[sign]:
            raise PatternError(f"{sign!r} is not closed", opened)
        self._at += 1
        if sign == "[":
            self._last = ""
            return self._joined([state, end])
        return end

    def _letter(self, state: int, letter: str) -> int:
        target = self._new()
        self.states[state].steps.append((letter, target))
        self.letters += 1
        self._last = letter
        return target

    def _optional(self, state: int, words: tuple[str, ...]) -> int:
        """One of the words may follow."""
        ends = [state]
        for word in words:
            place = state
            for letter in word:
                target = self._new()
                self.states[place].steps.append((letter, target))
                place = target
            ends.append(place)
        return self._joined(ends) if words else state


def _particles(last: str) -> tuple[str, ...]:
    return _AFTER_EITHER + _by_syllable(last, _AFTER_CONSONANT, _AFTER_VOWEL)


def _endings(last: str) -> tuple[str, ...]:
    return _by_syllable(last, _ENDINGS_CONSONANT, _ENDINGS_VOWEL)


def _by_syllable(last: str, consonant: tuple[str, ...], vowel: tuple[str, ...]) -> tuple[str, ...]:
    """The forms after this letter; both for Latin letters and where it is not certain."""
    if not "가" <= last <= "힣":
        return tuple(dict.fromkeys(consonant + vowel))
    final = (ord(last) - ord("가")) % 28
    rieul = 8
    if final == rieul:
        return (*consonant, "로")
    return consonant if final else vowel
