"""True or false, with a reason from a list: a lucky guess is worth little."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from autograder.course.checked import Strict
from autograder.quiz.fields import MAX_LIST, ChoicePart, KnownWrongPart, Share
from autograder.quiz.model import Answer, ItemList, Question, Variant, Verdict
from autograder.quiz.questions.ambiguity import equivalent_choices
from autograder.quiz.questions.answers import as_id, as_mapping, as_truth
from autograder.quiz.questions.choices import Choices, read_choices
from autograder.quiz.questions.kind import QuestionType, Reading, UnreadableError
from autograder.quiz.questions.known import written_answer
from autograder.text import Text

_Decision = tuple[bool, str]


class TrueFalsePart(Strict):
    answer: bool
    reasons: Annotated[list[ChoicePart], Field(min_length=2, max_length=MAX_LIST)]
    without_reason: Share = 0.0
    shuffle: bool = True


@dataclass(frozen=True)
class _TrueFalse:
    answer: bool
    reasons: Choices
    without_reason: float


class TrueFalse(QuestionType):
    name = "true_false"
    part = TrueFalsePart

    def read(self, part: TrueFalsePart, reading: Reading) -> _TrueFalse:
        reasons = read_choices(
            part.reasons, "reasons", reading, shuffle=part.shuffle, one_right=True
        )
        return _TrueFalse(part.answer, reasons, part.without_reason)

    def lists(self, payload: _TrueFalse) -> Mapping[str, ItemList]:
        return {"reasons": payload.reasons.shown}

    def read_known(
        self, known: KnownWrongPart, payload: _TrueFalse, reading: Reading
    ) -> _Decision | None:
        answer = written_answer(known, reading)
        try:
            return None if answer is None else _decision(answer, payload)
        except UnreadableError as error:
            reading.place.at("answer").error(str(error))
            return None

    def judge(self, question: Question, variant: Variant, answer: Answer) -> Verdict:
        payload: _TrueFalse = question.payload
        value, reason = _decision(answer, payload)
        feedback = payload.reasons.feedback_to([reason])
        rightly = reason in payload.reasons.right
        if value != payload.answer:
            said = _WRONG_DECISION if rightly else _WRONG_BOTH
            return Verdict(0.0, correct=False, feedback=feedback or (said,))
        if rightly:
            return Verdict(1.0, correct=True, feedback=feedback)
        share = max(payload.without_reason, payload.reasons.credit[reason])
        return Verdict(share, correct=False, feedback=feedback or (_WRONG_REASON,))

    def fits(self, question: Question, variant: Variant, answer: Answer, known: Any) -> bool:
        return bool(_decision(answer, question.payload) == known)

    def key(self, question: Question, variant: Variant) -> Answer:
        payload: _TrueFalse = question.payload
        return {"value": payload.answer, "reason": payload.reasons.first_right}

    def wrong(self, question: Question, variant: Variant) -> Iterable[Answer]:
        payload: _TrueFalse = question.payload
        for reason in payload.reasons.ids:
            yield {"value": not payload.answer, "reason": reason}
            if reason not in payload.reasons.right:
                yield {"value": payload.answer, "reason": reason}

    def known_answer(self, question: Question, variant: Variant, known: Any) -> Answer:
        return {"value": known[0], "reason": known[1]}

    def ambiguities(self, question: Question, variant: Variant) -> Iterable[str]:
        reasons: Choices = question.payload.reasons
        return equivalent_choices(reasons.items, reasons.right, variant)


_WRONG_REASON = Text.of(
    "The decision is right, but not for this reason.",
    "판단은 맞지만, 이유가 맞지 않습니다.",
)
_WRONG_DECISION = Text.of(
    "This reason holds, but it speaks for the other decision.",
    "이유는 맞지만, 그 이유대로라면 판단이 반대여야 합니다.",
)
_WRONG_BOTH = Text.of(
    "Neither the decision nor the reason is right.",
    "판단도 이유도 맞지 않습니다.",
)


def _decision(answer: Answer, payload: _TrueFalse) -> _Decision:
    """`{value, reason}`, or both in one text: `false, order`."""
    if isinstance(answer, str) and "=" not in answer:
        value, _, reason = answer.partition(",")
        answer = {"value": value.strip(), "reason": reason.strip()}
    pair = as_mapping(answer, ("value", "reason"))
    for key, name in (("value", "판단이"), ("reason", "이유가")):
        if pair.get(key) in (None, ""):
            raise UnreadableError(Text.of(f"The {key} is missing.", f"답에 {name} 없습니다."))
    return as_truth(pair["value"]), as_id(pair["reason"], payload.reasons.ids)
