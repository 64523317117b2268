"""Answers as students type them, with the verdict that each deserves; see cases/*.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from autograder.quiz.probability.family import (
    Family,
    FormRules,
    Kind,
    ProbabilityKey,
    Sequence,
)
from autograder.quiz.probability.judge import judge_expression
from autograder.quiz.verdict import AnswerError

FOLDER = Path(__file__).parent / "cases"


def family(data):
    sequence = data.get("sequence")
    return Family(
        Kind(data["kind"]),
        tuple(data.get("variables", ())),
        Sequence(**sequence) if sequence else None,
        data.get("order"),
        tuple(tuple(edge) for edge in data.get("edges", ())),
    )


def cases():
    for path in sorted(FOLDER.glob("*.yaml")):
        data = yaml.safe_load(path.read_text())
        form = {**data["form"], "terms": tuple(data["form"].get("terms", ()))}
        key = ProbabilityKey(data["left"], family(data["family"]), FormRules(**form))
        for answer in data["answers"]:
            yield pytest.param(key, answer, id=f"{path.stem}: {answer['typed'][:60]}")


@pytest.mark.parametrize(("key", "case"), list(cases()))
def test_a_typed_answer_gets_its_verdict(key, case):
    if "error" in case:
        with pytest.raises(AnswerError) as caught:
            judge_expression(case["typed"], key)
        assert str(case["error"]) in caught.value.text["en"]
        assert caught.value.text["ko"]
        assert caught.value.position == case.get("at", caught.value.position)
        return
    verdict = judge_expression(case["typed"], key)
    said = " ".join(text["en"] for text in verdict.feedback)
    assert verdict.equal is case["equal"], said
    assert verdict.form_ok is case.get("form", verdict.form_ok), said
    assert case.get("says", "") in said
    holds_if = verdict.holds_if["en"] if verdict.holds_if else ""
    assert case.get("holds_if", "") in holds_if
    assert all(text["ko"] for text in verdict.feedback)
