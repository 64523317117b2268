"""A word or a few: normalised, with Korean particles, or by bounded patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from autograder.course.checked import Strict
from autograder.quiz.fields import MAX_LIST, KnownWrongPart, Word
from autograder.quiz.model import Answer, Question, Variant, Verdict
from autograder.quiz.pattern import Pattern, PatternError, compiled, normal, phrase
from autograder.quiz.questions.answers import as_text
from autograder.quiz.questions.kind import QuestionType, Reading, plain_verdict
from autograder.quiz.questions.known import written_answer

_WITH_BRACKETS = re.compile(r"([^()\[\]]+)[(\[]([^()\[\]]+)[)\]]\s*\.?")


class ShortTextPart(Strict):
    accept: Annotated[list[Word], Field(min_length=1, max_length=MAX_LIST)]
    patterns: Annotated[list[Word], Field(max_length=MAX_LIST)] = []


@dataclass(frozen=True)
class _ShortText:
    accept: tuple[str, ...]
    normal: frozenset[str]
    patterns: tuple[Pattern, ...]

    def accepts(self, text: str) -> bool:
        words = normal(text)
        return words in self.normal or any(pattern.fits(words) for pattern in self.patterns)


@dataclass(frozen=True)
class _Wrong:
    """A known wrong text, or a class of them by a pattern."""

    answer: str | None
    pattern: Pattern | None


class ShortText(QuestionType):
    name = "short_text"
    part = ShortTextPart
    simple = True

    def read(self, part: ShortTextPart, reading: Reading) -> _ShortText:
        phrases = [
            _read(text, reading.inside("accept", index), plain=True)
            for index, text in enumerate(part.accept)
        ]
        patterns = [
            _read(text, reading.inside("patterns", index), plain=False)
            for index, text in enumerate(part.patterns)
        ]
        return _ShortText(
            accept=tuple(part.accept),
            normal=frozenset(normal(text) for text in part.accept),
            patterns=tuple(found for found in (*phrases, *patterns) if found is not None),
        )

    def read_known(self, known: KnownWrongPart, payload: _ShortText, reading: Reading) -> _Wrong:
        if known.pattern is not None:
            if known.answer is not None:
                reading.place.error("give the 'answer' or a 'pattern', not both")
            return _Wrong(None, _read(known.pattern, reading.inside("pattern"), plain=False))
        answer = written_answer(known, reading)
        if not isinstance(answer, str) or not answer.strip():
            if answer is not None:
                reading.place.at("answer").error("expected a text; put it in quotes")
            return _Wrong(None, None)
        return _Wrong(answer, _read(answer, reading.inside("answer"), plain=True))

    def judge(self, question: Question, variant: Variant, answer: Answer) -> Verdict:
        payload: _ShortText = question.payload
        text = as_text(answer)
        if payload.accepts(text):
            return plain_verdict(right=True)
        # `기울기 소실(vanishing gradient)`: both parts have to be right.
        parts = _WITH_BRACKETS.fullmatch(text.replace("（", "(").replace("）", ")").strip())
        return plain_verdict(parts is not None and all(map(payload.accepts, parts.groups())))

    def fits(self, question: Question, variant: Variant, answer: Answer, known: _Wrong) -> bool:
        return known.pattern is not None and known.pattern.fits(normal(as_text(answer)))

    def key(self, question: Question, variant: Variant) -> Answer:
        payload: _ShortText = question.payload
        return payload.accept[0]

    def wrong(self, question: Question, variant: Variant) -> Iterable[Answer]:
        return ["zzz", "모름"]

    def known_answer(self, question: Question, variant: Variant, known: _Wrong) -> Answer | None:
        return known.answer

    def ambiguities(self, question: Question, variant: Variant) -> Iterable[str]:
        payload: _ShortText = question.payload
        for text in payload.accept:
            if not payload.accepts(text):
                yield f"{text!r} under 'accept' is not accepted"


def _read(text: str, reading: Reading, *, plain: bool) -> Pattern | None:
    try:
        return phrase(text) if plain else compiled(text)
    except PatternError as error:
        reading.place.error(str(error), error.position)
        return None
