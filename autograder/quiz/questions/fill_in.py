"""Fill-in: a text with several blanks, each of any simple type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from autograder.course.checked import LocalText, Strict, suggestion, validate
from autograder.quiz.fields import Id, KnownWrongPart
from autograder.quiz.model import Answer, ItemList, Question, Variant, Verdict
from autograder.quiz.questions.answers import as_mapping
from autograder.quiz.questions.judging import judge_by
from autograder.quiz.questions.kind import QuestionType, Reading, UnreadableError
from autograder.quiz.questions.known import written_answer
from autograder.quiz.questions.reading import CommonPart, read_parts, whole_model
from autograder.text import Text, join

BLANK = re.compile(r"\[\[([a-z][a-z0-9_-]{0,39})\]\]")


class BlankPart(CommonPart):
    """The keys of every blank; those of its type come on top."""

    weight: Annotated[float, Field(gt=0, le=100)] = 1.0


class FillInPart(Strict):
    prompt: LocalText
    blanks: Annotated[dict[Id, Any], Field(min_length=1, max_length=30)]
    rule: Literal["each-answer", "all-or-nothing"] = "each-answer"


@dataclass(frozen=True)
class _Blank:
    kind: QuestionType
    question: Question
    weight: float


@dataclass(frozen=True)
class _FillIn:
    blanks: Mapping[str, _Blank]
    by_blank: bool


class FillIn(QuestionType):
    name = "fill_in"
    part = FillInPart

    def read(self, part: FillInPart, reading: Reading) -> _FillIn:
        for language, words in part.prompt.translations:
            steps = (language,) if language else ()
            _check_blanks(words, part.blanks, reading.inside("prompt", *steps))
        blanks = {name: _read_blank(name, reading.inside("blanks", name)) for name in part.blanks}
        return _FillIn(
            blanks={name: blank for name, blank in blanks.items() if blank is not None},
            by_blank=part.rule == "each-answer",
        )

    def lists(self, payload: _FillIn) -> Mapping[str, ItemList]:
        return {
            f"{name}.{key}": items
            for name, blank in payload.blanks.items()
            for key, items in blank.question.lists.items()
        }

    def read_known(
        self, known: KnownWrongPart, payload: _FillIn, reading: Reading
    ) -> Mapping[str, Any]:
        answer = written_answer(known, reading)
        try:
            given = {} if answer is None else as_mapping(answer, payload.blanks)
        except UnreadableError as error:
            reading.place.at("answer").error(str(error))
            return {}
        return {
            name: payload.blanks[name].kind.read_known(
                KnownWrongPart(answer=value), payload.blanks[name].question.payload, reading
            )
            for name, value in given.items()
        }

    def judge(self, question: Question, variant: Variant, answer: Answer) -> Verdict:
        payload: _FillIn = question.payload
        given = as_mapping(answer, payload.blanks)
        total = earned = 0.0
        correct = True
        feedback: list[Text] = []
        error: Text | None = None
        for name, blank in payload.blanks.items():
            total += blank.weight
            value = given.get(name)
            if value is None or value == "":
                correct = False
                continue
            verdict = judge_by(blank.kind, blank.question, variant, value)
            earned += blank.weight * verdict.share
            correct = correct and verdict.correct
            feedback += [_about(name, text) for text in verdict.feedback]
            if verdict.error is not None:
                error = error or _about(name, verdict.error)
        share = earned / total if payload.by_blank else float(correct)
        return Verdict(1.0 if correct else share, correct, tuple(feedback), error=error)

    def fits(
        self, question: Question, variant: Variant, answer: Answer, known: Mapping[str, Any]
    ) -> bool:
        payload: _FillIn = question.payload
        given = as_mapping(answer, payload.blanks)
        return all(
            given.get(name) not in (None, "")
            and _fits(payload.blanks[name], variant, given[name], wrong)
            for name, wrong in known.items()
        )

    def key(self, question: Question, variant: Variant) -> Answer:
        payload: _FillIn = question.payload
        return {
            name: blank.kind.key(blank.question, variant) for name, blank in payload.blanks.items()
        }

    def wrong(self, question: Question, variant: Variant) -> Iterable[Answer]:
        payload: _FillIn = question.payload
        key = self.key(question, variant)
        for name, blank in payload.blanks.items():
            for wrong in blank.kind.wrong(blank.question, variant):
                yield {**key, name: wrong}
            yield {other: value for other, value in key.items() if other != name}

    def known_answer(
        self, question: Question, variant: Variant, known: Mapping[str, Any]
    ) -> Answer | None:
        payload: _FillIn = question.payload
        answers = {
            name: payload.blanks[name].kind.known_answer(
                payload.blanks[name].question, variant, wrong
            )
            for name, wrong in known.items()
        }
        return None if None in answers.values() else {**self.key(question, variant), **answers}

    def shown(self, question: Question, variant: Variant, answer: Answer) -> Answer:
        payload: _FillIn = question.payload
        return {
            name: payload.blanks[name].kind.shown(payload.blanks[name].question, variant, value)
            for name, value in as_mapping(answer, payload.blanks).items()
        }

    def ambiguities(self, question: Question, variant: Variant) -> Iterable[str]:
        payload: _FillIn = question.payload
        for name, blank in payload.blanks.items():
            for message in blank.kind.ambiguities(blank.question, variant):
                yield f"{name}: {message}"


def unreadable_blank(
    question: Question, variant: Variant, name: str, answer: Answer
) -> Text | None:
    """Why the answer to one blank cannot be read, if it cannot."""
    blank: _Blank = question.payload.blanks[name]
    return judge_by(blank.kind, blank.question, variant, answer).error


def _read_blank(name: str, reading: Reading) -> _Blank | None:
    document, node = reading.place.document, reading.place.node
    written_type = node.value.get("type") if isinstance(node.value, dict) else None
    simple = sorted(key for key, kind in reading.types.items() if kind.simple)
    kind_name = "" if written_type is None else str(written_type.value)
    if kind_name not in simple:
        place = reading.place if written_type is None else reading.place.at("type")
        place.error(
            f"expected the 'type' of a blank: {', '.join(simple)}" + suggestion(kind_name, simple)
        )
        return None
    kind = reading.types[kind_name]
    model = whole_model(BlankPart, type(kind))
    trail = [str(step) for step in reading.place.steps]
    written = validate(document, node, model, trail)
    if written is None:
        return None
    assert isinstance(written, BlankPart)
    payload, known = read_parts(kind, written, reading)
    question = Question(
        id=name,
        type=kind_name,
        prompt=Text.plain(name),
        payload=payload,
        known_wrong=known,
        lists=kind.lists(payload),
    )
    return _Blank(kind, question, written.weight)


def _check_blanks(words: str, blanks: Mapping[str, Any], reading: Reading) -> None:
    found = [match[1] for match in BLANK.finditer(words)]
    for name in dict.fromkeys(found):
        if name not in blanks:
            reading.place.error(f"there is no blank {name!r}" + suggestion(name, list(blanks)))
        elif found.count(name) > 1:
            reading.place.error(f"the blank {name!r} stands here twice")
    for name in blanks:
        if name not in found:
            reading.place.error(f"[[{name}]] is missing in this text")


def _fits(blank: _Blank, variant: Variant, answer: Answer, known: Any) -> bool:
    try:
        return blank.kind.fits(blank.question, variant, answer, known)
    except UnreadableError:
        return False


def _about(name: str, text: Text) -> Text:
    return join(Text.plain(f"[{name}]"), text)
