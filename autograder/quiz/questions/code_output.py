"""What a snippet prints. The expected output comes out of the box and is never written by hand."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from autograder.course.checked import Strict
from autograder.errors import CourseError, Problem
from autograder.quiz.fields import Code, KnownWrongPart, TolerancePart
from autograder.quiz.model import Answer, Question, Variant, Verdict
from autograder.quiz.questions.answers import as_text
from autograder.quiz.questions.kind import QuestionType, Reading, plain_verdict
from autograder.quiz.questions.known import read_known_text
from autograder.quiz.questions.quantity import plain
from autograder.quiz.template import fill_plain

Compare = Literal["text", "exact", "numbers"]
_BLANKS_AT_SIGNS = re.compile(r"\s*([\[\](){},:=])\s*")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d{1,3})?", re.IGNORECASE)


class CodeOutputPart(Strict):
    code: Code
    compare: Compare = "text"
    tolerance: TolerancePart | None = None


@dataclass(frozen=True)
class Snippet:
    """The payload: code with `{{names}}`, and the outputs known so far."""

    code: str
    compare: Compare
    absolute: float
    relative: float
    outputs: Mapping[str, str]
    """What snippets print, by the digest of their code."""
    path: Path

    def source(self, variant: Variant) -> str:
        """The code of this variant."""
        return fill_plain(self.code, variant.values, brackets=True)

    def output(self, variant: Variant) -> str:
        """What it prints; raises CourseError if it was not computed since the code changed."""
        found = self.outputs.get(digest(self.source(variant)))
        if found is None:
            message = "what the code prints is not computed yet; run 'autograder quiz check'"
            raise CourseError([Problem(self.path, message)])
        return found


class CodeOutput(QuestionType):
    name = "code_output"
    part = CodeOutputPart

    def read(self, part: CodeOutputPart, reading: Reading) -> Snippet:
        reading.template(part.code, "code")
        if part.tolerance is not None and part.compare != "numbers":
            reading.place.at("tolerance").error("a tolerance needs 'compare: numbers'")
        given = part.tolerance or TolerancePart(absolute=1e-8, relative=1e-6)
        return Snippet(
            code=part.code,
            compare=part.compare,
            absolute=given.absolute,
            relative=given.relative,
            outputs=reading.outputs,
            path=reading.path,
        )

    def read_known(self, known: KnownWrongPart, payload: Snippet, reading: Reading) -> str:
        return read_known_text(known, reading)

    def judge(self, question: Question, variant: Variant, answer: Answer) -> Verdict:
        snippet: Snippet = question.payload
        return plain_verdict(_same(as_text(answer), snippet.output(variant), snippet))

    def fits(self, question: Question, variant: Variant, answer: Answer, known: str) -> bool:
        return _same(as_text(answer), fill_plain(known, variant.values), question.payload)

    def key(self, question: Question, variant: Variant) -> Answer:
        snippet: Snippet = question.payload
        return snippet.output(variant)

    def wrong(self, question: Question, variant: Variant) -> Iterable[Answer]:
        output = self.key(question, variant)
        return [f"{output.rstrip()}1", "None" if output.strip() != "None" else "0"]

    def known_answer(self, question: Question, variant: Variant, known: str) -> Answer:
        return fill_plain(known, variant.values)


def digest(source: str) -> str:
    """By which the output of a snippet is kept."""
    return hashlib.sha256(source.encode("utf-8")).hexdigest()


def _same(answer: str, output: str, snippet: Snippet) -> bool:
    if snippet.compare == "exact":
        return _lines(answer) == _lines(output)
    if snippet.compare == "text":
        return _compact(answer) == _compact(output)
    wanted = [float(number) for number in _NUMBER.findall(_compact(output))]
    given = [float(number) for number in _NUMBER.findall(_compact(answer))]
    return (
        _NUMBER.sub("#", _compact(answer)) == _NUMBER.sub("#", _compact(output))
        and len(given) == len(wanted)
        and all(
            math.isclose(got, want, rel_tol=snippet.relative, abs_tol=snippet.absolute)
            for got, want in zip(given, wanted, strict=True)
        )
    )


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.replace("\r\n", "\n").strip("\n").split("\n")]


def _compact(text: str) -> str:
    """Without blanks that do not matter: those at the ends, at brackets and commas, and doubles."""
    return _BLANKS_AT_SIGNS.sub(r"\1", " ".join(plain(text).split()))
