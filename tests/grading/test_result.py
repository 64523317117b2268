"""The documented JSON of a result holds all of it."""

from __future__ import annotations

import json

import pytest

from autograder.grading import result as r
from autograder.text import Text

RESULT = r.Result(
    student="s001",
    assignment="tiny",
    status=r.Status.GRADED,
    score=1.5,
    max_score=3.0,
    exercises=(
        r.ExerciseResult(
            "square",
            0.5,
            1.0,
            (
                r.TestResult(
                    "test_tiny.test_square",
                    Text.of("squares", "제곱"),
                    r.Outcome.PARTIAL,
                    0.5,
                    1.0,
                    Text.of("off", "어긋남"),
                    hints=(Text.of("look", "보십시오"),),
                    traceback="cell 2, line 1",
                    departures=(
                        r.Departure("g", ("row", "column"), ((-1.0, None), (-16.0, 0.5)), -6.0, ""),
                    ),
                    private="expected 3",
                ),
            ),
        ),
    ),
    message=Text.plain(""),
    cells=(r.CellNote(3, Text.of("skipped", "건너뜀"), ""),),
    isolation="namespaces",
    seconds=0.25,
    provenance=r.Provenance("aa", "bb", "cc", {"numpy": "2"}),
)


def test_json_and_back_is_the_same_result():
    assert r.from_json(json.loads(json.dumps(r.to_json(RESULT)))) == RESULT


def test_strings_are_english_and_translations_stand_beside_them():
    test = r.to_json(RESULT)["exercises"][0]["tests"][0]
    assert test["title"] == "squares"
    assert test["translations"]["title"] == {"en": "squares", "ko": "제곱"}


def test_another_schema_is_refused():
    with pytest.raises(ValueError, match="schema"):
        r.from_json({"schema": "something/9"})
