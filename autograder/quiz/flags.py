"""A plain sentence for each question whose figures say that somebody should look at it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from autograder.quiz.stats import (
    FEW,
    TOO_FEW,
    Distractor,
    QuestionStats,
    QuizStats,
    VariantStats,
)
from autograder.text import Text

_TOO_EASY, _TOO_HARD = 0.95, 0.2
_LOW_REST = 0.1
_OFTEN = 0.15
"""The share of wrong answers of one kind that deserves a feedback of its own."""


@dataclass(frozen=True)
class Flag:
    """One finding about a question; the most urgent first."""

    question: str
    text: Text


def flags(stats: QuizStats) -> tuple[Flag, ...]:
    """All findings, question by question; nothing is said of fewer than eight students."""
    if stats.students < TOO_FEW:
        return ()
    return tuple(
        Flag(question.question, text)
        for question in stats.questions
        for text in _about(question, stats)
    )


def few_answers(stats: QuizStats) -> Text | None:
    """What to say if there are few answers; None if there are enough."""
    if stats.students >= FEW:
        return None
    return Text.of(
        f"Few answers: {stats.students} student{'s' * (stats.students != 1)}. Below {FEW} a single "
        "student moves every figure, so read the intervals and not the figures.",
        f"응시한 학생이 {stats.students}명뿐입니다. {FEW}명보다 적으면 한 명만 달라져도 모든 "
        "수치가 움직이므로 신뢰구간을 함께 보시기 바랍니다.",
    )


def _about(question: QuestionStats, stats: QuizStats) -> Iterable[Text]:
    if not question.answers:
        yield Text.of("Nobody answered it.", "아무도 답하지 않았습니다.")
        return
    strong = _strongest(question)
    if strong is not None:
        name = strong.known_wrong or strong.answer
        yield Text.of(
            f"The strongest students chose {name[:60]}: check the key.",
            f"점수가 높은 학생들이 고른 답: {name[:60]}. 정답을 확인하십시오.",
        )
    elif question.rest is not None and question.rest < 0:
        yield Text.of(
            "Students who do well on the other questions do worse on this one: check the key and "
            "the wording.",
            "다른 문제를 잘 푼 학생이 이 문제를 더 많이 틀립니다. 정답과 표현을 확인하십시오.",
        )
    elif question.rest is not None and question.rest < _LOW_REST:
        yield Text.of(
            "It hardly separates strong students from weak ones.",
            "잘하는 학생과 그렇지 않은 학생을 거의 구별하지 못합니다.",
        )
    if question.facility >= _TOO_EASY:
        yield Text.of("Nearly everybody gets it right.", "거의 모든 학생이 맞혔습니다.")
    elif _guessed(question):
        yield Text.of(
            "Students do not clearly do better than by blind guessing.",
            "찍어서 맞힌 것과 뚜렷이 구별되지 않습니다.",
        )
    elif question.facility <= _TOO_HARD:
        yield Text.of("Hardly anybody gets it right.", "거의 아무도 맞히지 못했습니다.")
    odd = _harder_variant(question)
    if odd is not None:
        rest = _facility_without(question, odd)
        yield Text.of(
            f"Variant {odd.variant + 1} is harder than the others ({odd.facility:.0%} of "
            f"{odd.students} students against {rest:.0%}): check its values.",
            f"{odd.variant + 1}번 변형이 나머지보다 어렵습니다({odd.students}명의 득점률 "
            f"{odd.facility:.0%}, 나머지 {rest:.0%}). 변형의 값을 확인하십시오.",
        )
    common = _unnamed(question, stats.students)
    if common is not None and common is not strong:
        yield Text.of(
            f"{common.count} of {stats.students} students answered {common.answer[:60]!r}, which "
            "has no feedback of its own: consider adding it to known_wrong.",
            f"{stats.students}명 중 {common.count}명의 답: {common.answer[:60]!r}. 따로 피드백이 "
            "없으니 known_wrong에 넣어 보십시오.",
        )


def _strongest(question: QuestionStats) -> Distractor | None:
    """The wrong answer that the upper third gave more often than right ones, if there is one."""
    right = sum(each.upper for each in question.distractors if each.correct)
    wrong = [each for each in question.distractors if not each.correct and each.answer]
    most = max(wrong, key=lambda each: each.upper, default=None)
    if most is None or most.upper < 3 or most.upper <= right or most.upper < most.lower:
        return None
    return most


def _guessed(question: QuestionStats) -> bool:
    interval = question.facility_interval
    return question.guess is not None and interval is not None and interval[0] <= question.guess


def _harder_variant(question: QuestionStats) -> VariantStats | None:
    """The hardest variant, if its interval lies below the facility of the others by a tenth.

    Only one with as many answers as a figure needs: of twenty variants one is always the worst.
    """
    enough = [each for each in question.variants if each.students >= TOO_FEW]
    hardest = min(enough, key=lambda each: each.facility, default=None)
    if hardest is None or len(question.variants) < 2 or hardest.facility_interval is None:
        return None
    below = hardest.facility_interval[1] < _facility_without(question, hardest) - 0.1
    return hardest if below else None


def _facility_without(question: QuestionStats, left_out: VariantStats) -> float:
    others = [each for each in question.variants if each is not left_out]
    count = sum(each.students for each in others)
    return sum(each.facility * each.students for each in others) / count


def _unnamed(question: QuestionStats, students: int) -> Distractor | None:
    for each in question.distractors:
        if each.answer and not each.correct and not each.known_wrong and not each.told:
            often = each.count >= max(3, _OFTEN * students)
            return each if often else None
    return None
