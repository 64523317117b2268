"""What judging one answer takes at most, and whether a refusal says something."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable

from autograder.quiz.verdict import AnswerError


def peak_of(judge: Callable[[str], object], answer: str) -> int:
    """In bytes; a refusal must have its words in both languages and a place in the answer."""
    refusal = None
    tracemalloc.start()
    try:
        judge(answer)
    except AnswerError as error:
        refusal = error
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    if refusal is not None:
        assert refusal.text["en"]
        assert refusal.text["ko"]
        assert 0 <= refusal.position <= len(answer)
    return peak
