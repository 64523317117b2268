"""Korean particles behind letters and numbers: `X_1이(가)` -> `X_1이`, by how the sign is read."""

from __future__ import annotations

import re

from autograder.text import Text

_CLOSED = frozenset("013678lmnrLMNRεΕυΥ")
"""What is read with a consonant at its end: 영 일 삼 육 칠 팔, 엘 엠 엔 아르/알, 엡실론."""
_OPEN_OR_RIEUL = frozenset("178lrLR")
_PAIRS = {
    "이(가)": ("이", "가"),
    "은(는)": ("은", "는"),
    "을(를)": ("을", "를"),
    "와(과)": ("과", "와"),
    "(으)로": ("으로", "로"),
}
_PLACE = re.compile(
    r"(?P<before>(?<![A-Za-z])[A-Za-z]|[0-9α-ωΑ-Ω])(?P<brackets>[)\]}'\"`]*)"
    r"(?P<both>이\(가\)|은\(는\)|을\(를\)|와\(과\)|\(으\)로)"
)


def with_particles(text: Text) -> Text:
    """The text with one particle for two where it stands behind a digit or a single letter."""
    if not any("(" in words for language, words in text.translations if language == "ko"):
        return text
    return Text(
        tuple(
            (language, _PLACE.sub(_chosen, words) if language == "ko" else words)
            for language, words in text.translations
        )
    )


def _chosen(match: re.Match[str]) -> str:
    last = match["before"]
    after_consonant, after_vowel = _PAIRS[match["both"]]
    closed = last in _CLOSED and not (match["both"] == "(으)로" and last in _OPEN_OR_RIEUL)
    if "'" in match["brackets"] and match.string[match.start() - 1 : match.start()] != "'":
        closed = True  # no quote but a prime, read 프라임
    return last + match["brackets"] + (after_consonant if closed else after_vowel)
