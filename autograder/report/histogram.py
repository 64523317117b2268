"""The distribution of scores as an inline SVG of ten bars."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from autograder.report import svg
from autograder.report.plain import number

BINS = 10
_HEIGHT, _BASE, _TOP, _LEFT = 170.0, 130.0, 18.0, 6.0
_SLOT = (svg.WIDTH - 2 * _LEFT) / BINS


def counts(scores: Sequence[float], max_score: float) -> list[int]:
    """How many scores lie in each tenth of 0..max_score; the last tenth includes full marks."""
    tenths = [0] * BINS
    for score in scores:
        tenth = int(BINS * score / max_score + 1e-9) if max_score else 0
        tenths[min(max(tenth, 0), BINS - 1)] += 1
    return tenths


def histogram(
    scores: Sequence[float], max_score: float, *, title: str, description: str, axis: str
) -> str:
    """SVG markup; `axis` names what the bars stand on, `description` says the figure in words."""
    root = svg.root(_HEIGHT, "distribution", title, description)
    tenths = counts(scores, max_score)
    most = max(*tenths, 1)
    svg.line(root, "grid", _LEFT, _BASE, svg.WIDTH - _LEFT, _BASE)
    for tenth, count in enumerate(tenths):
        x = _LEFT + _SLOT * tenth
        height = (_BASE - _TOP) * count / most
        if count:
            svg.rectangle(root, "bar", x + 2, _BASE - height, _SLOT - 4, height)
            svg.text(root, "middle", x + _SLOT / 2, _BASE - height - 4, str(count))
    for edge in range(0, BINS + 1, 2):
        kind = "tick start" if edge == 0 else "tick end" if edge == BINS else "tick middle"
        svg.text(root, kind, _LEFT + _SLOT * edge, _BASE + 15, number(max_score * edge / BINS))
    svg.text(root, "axis middle", svg.WIDTH / 2, _BASE + 34, axis)
    return ET.tostring(root, encoding="unicode")
