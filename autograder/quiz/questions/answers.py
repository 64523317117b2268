"""Answers as they travel -> ids, texts and mappings. What cannot be read says what to write.

Lists and mappings may be one text, as a cell of a table holds them: `a, b` and `x = 1; y = 2`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from autograder.quiz.model import Answer
from autograder.quiz.questions.kind import UnreadableError
from autograder.text import Text

MAX_CHARACTERS = 2_000


def as_text(answer: Answer) -> str:
    """A text that is not empty; numbers count as what they are written as."""
    if isinstance(answer, int | float) and not isinstance(answer, bool):
        answer = str(answer) if abs(answer) < 10**40 else ""
    if not isinstance(answer, str):
        raise UnreadableError(
            Text.of("A text is expected as the answer.", "답은 글로 써야 합니다.")
        )
    if len(answer) > MAX_CHARACTERS:
        raise UnreadableError(
            Text.of(
                f"The answer is longer than {MAX_CHARACTERS} characters.",
                f"답이 {MAX_CHARACTERS}자보다 깁니다.",
            )
        )
    if not answer.strip():
        raise UnreadableError(Text.of("The answer is empty.", "답이 비어 있습니다."))
    return answer


def as_id(answer: Answer, known: Collection[str]) -> str:
    """One of the known ids."""
    chosen = as_text(answer).strip()
    if chosen not in known:
        raise UnreadableError(_unknown(chosen, known))
    return chosen


def as_ids(answer: Answer, known: Collection[str]) -> list[str]:
    """Known ids, none of them twice. An empty list stands for nothing chosen."""
    if isinstance(answer, str):
        answer = [word for word in re.split(r"[,;\s]+", as_text(answer)) if word]
    if not isinstance(answer, list) or len(answer) > 10 * len(known):
        raise UnreadableError(
            Text.of("A list is expected as the answer.", "답은 목록이어야 합니다.")
        )
    chosen = [as_id(entry, known) for entry in answer]
    if len(set(chosen)) < len(chosen):
        raise UnreadableError(
            Text.of("Something is chosen twice.", "같은 항목을 두 번 골랐습니다.")
        )
    return chosen


def as_mapping(answer: Answer, known: Collection[str]) -> Mapping[str, Answer]:
    """Known keys with what stands beside them; keys may be left out."""
    if isinstance(answer, str):
        pairs = [pair.partition("=") for pair in as_text(answer).split(";") if pair.strip()]
        if all(sign for _, sign, _ in pairs):
            answer = {key.strip(): value.strip() for key, _, value in pairs}
    if not isinstance(answer, Mapping):
        raise UnreadableError(
            Text.of(
                "Pairs are expected as the answer, such as a = 1; b = 2.",
                "답은 a = 1; b = 2와 같은 짝이어야 합니다.",
            )
        )
    for key in answer:
        if key not in known:
            raise UnreadableError(_unknown(str(key), known))
    return answer


def as_truth(answer: Answer) -> bool:
    """True or false, also as a word in English or Korean, or as ○ and ×."""
    if isinstance(answer, bool):
        return answer
    word = answer.strip().casefold() if isinstance(answer, str) else ""
    if word in ("true", "t", "yes", "o", "○", "참", "예", "맞다", "맞음"):
        return True
    if word in ("false", "f", "no", "x", "×", "거짓", "아니요", "아니오", "틀리다", "틀림"):
        return False
    raise UnreadableError(
        Text.of("True or false is expected as the answer.", "답은 참 또는 거짓이어야 합니다.")
    )


def _unknown(word: str, known: Collection[str]) -> Text:
    shown = ", ".join(known)
    return Text.of(
        f"{word[:40]!r} is not among the answers: {shown}.",
        f"{word[:40]!r}: 선택지에 없는 답입니다. 고를 수 있는 답: {shown}.",
    )
