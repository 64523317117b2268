"""What there is to show of a question in one variant, for a page as for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from autograder.quiz.model import Answer, Question, Variant, Verdict
from autograder.quiz.questions import TYPES, judge
from autograder.quiz.template import fill
from autograder.quiz.view import explanation
from autograder.quiz.view import view as seen_of
from autograder.text import Text


@dataclass(frozen=True)
class Option:
    """One item of a list: a choice, a reason, something to match or to order."""

    id: str
    text: Text
    verdict: Verdict | None = None
    """What choosing it alone is worth, for single choices, multiple choices and reasons."""
    right: bool = False


@dataclass(frozen=True)
class Known:
    """A known wrong answer: as it is written, what it is worth and what is said to it."""

    id: str
    answer: str
    share: float
    feedback: tuple[Text, ...]


@dataclass(frozen=True)
class QuestionView:
    """A question as one student sees it, filled with the values of its variant."""

    question: Question
    variant: Variant
    prompt: Text
    code: str
    """The snippet of a code_output; else empty."""
    lists: Mapping[str, tuple[Option, ...]]
    """By the name of the list, in the order shown. A blank's list is named `blank.choices`."""
    hints: tuple[tuple[Text, float], ...]
    """(text, cost), to be shown one by one when asked for."""


@dataclass(frozen=True)
class Solution:
    """What an author sees below it."""

    key: str
    lists: Mapping[str, tuple[Option, ...]]
    """The same lists with what each choice is worth."""
    known_wrong: tuple[Known, ...]
    explanation: Text | None


def view(question: Question, variant: Variant) -> QuestionView:
    """What the student sees: nothing of the key is in it."""
    seen = seen_of(question, variant)
    return QuestionView(
        question=question,
        variant=variant,
        prompt=seen.prompt,
        code=seen.code,
        lists={
            name: tuple(Option(item_id, text) for item_id, text in items)
            for name, items in seen.lists.items()
        },
        hints=tuple((hint.text, hint.cost) for hint in seen.hints),
    )


def solution(shown: QuestionView) -> Solution:
    """The key and all feedback. Raises CourseError if a snippet's output is not computed."""
    question, variant = shown.question, shown.variant
    kind = TYPES[question.type]
    key = kind.key(question, variant)
    return Solution(
        key=written(kind.shown(question, variant, key)),
        lists={
            name: tuple(_judged(shown, name, option, key) for option in options)
            for name, options in shown.lists.items()
        },
        known_wrong=tuple(_known(question, variant)),
        explanation=explanation(question, variant),
    )


def written(answer: Answer) -> str:
    """An answer as a cell of a table holds it: `a, b` and `x = 1; y = 2`."""
    if isinstance(answer, Mapping):
        return "; ".join(f"{name} = {written(value)}" for name, value in answer.items())
    if isinstance(answer, list | tuple):
        return ", ".join(written(value) for value in answer)
    if isinstance(answer, bool):
        return "true" if answer else "false"
    return "" if answer is None else str(answer)


def _judged(shown: QuestionView, name: str, option: Option, key: Answer) -> Option:
    alone = _alone(shown.question.type, name, option.id, key)
    if alone is None:
        return option
    answer, chosen = alone
    verdict = judge(shown.question, shown.variant, answer)
    return Option(option.id, option.text, verdict, option.id in chosen)


def _alone(
    type_name: str, list_name: str, option: str, key: Answer
) -> tuple[Answer, tuple[str, ...]] | None:
    """The answer that consists of this option, and the options that the key holds."""
    if type_name == "single":
        return option, (key,)
    if type_name == "multiple":
        return [option], tuple(key)
    if type_name == "true_false" and list_name == "reasons":
        return {**key, "reason": option}, (key["reason"],)
    return None


def _known(question: Question, variant: Variant) -> Iterator[Known]:
    kind = TYPES[question.type]
    for known in question.known_wrong:
        answer = kind.known_answer(question, variant, known.answer)
        if answer is None:
            feedback = () if known.feedback is None else (fill(known.feedback, variant.values),)
            yield Known(known.id, f"({known.id})", known.credit or 0.0, feedback)
        else:
            verdict = judge(question, variant, answer)
            shown = written(kind.shown(question, variant, answer))
            yield Known(known.id, shown, verdict.share, verdict.feedback)
