"""The facilities of a quiz's questions with their intervals, as an inline SVG."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from autograder.quiz.stats import QuizStats
from autograder.report import svg
from autograder.report.plain import one_line
from autograder.report.strings import Catalogue

_LEFT, _RIGHT, _TOP, _ROW = 152.0, 22.0, 8.0, 20.0
_LONGEST_NAME = 20


def facility_figure(stats: QuizStats, words: Catalogue) -> tuple[str, str]:
    """SVG markup, and what it shows in words. One row a question, in the order of the quiz."""
    ranked = sorted(stats.questions, key=lambda question: question.facility)
    said = words.say(
        "facility_figure_words",
        low=one_line(ranked[0].question),
        low_share=f"{ranked[0].facility:.0%}",
        high=one_line(ranked[-1].question),
        high_share=f"{ranked[-1].facility:.0%}",
    )
    base = _TOP + _ROW * len(stats.questions)
    root = svg.root(base + 24, "facility", words["facility_figure"], said)
    for quarter in range(5):
        x = _x(quarter / 4)
        svg.line(root, "grid", x, _TOP, x, base)
        svg.text(root, "tick middle", x, base + 15, f"{quarter / 4:.0%}")
    for row, question in enumerate(stats.questions):
        y = _TOP + _ROW * (row + 0.5)
        name = one_line(question.question)
        shown = name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
        svg.text(root, "end", _LEFT - 8, y + 4, shown)
        if question.facility_interval is not None:
            low, high = question.facility_interval
            svg.line(root, "stem right", _x(low), y, _x(high), y)
        svg.circle(root, "head right", _x(question.facility), y, 4)
    return ET.tostring(root, encoding="unicode"), said


def _x(share: float) -> float:
    return _LEFT + (svg.WIDTH - _LEFT - _RIGHT) * share
