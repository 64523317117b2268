"""docs/result.schema.json is the JSON that results are written as, and no other."""

from __future__ import annotations

import copy
import dataclasses
import json
from pathlib import Path

import jsonschema
import pytest

from autograder.grading import result as model
from autograder.report.strings import STRINGS

from . import samples

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def schema():
    return json.loads((DOCS / "result.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def validator(schema):
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.fixture
def document():
    results = [model.to_json(result) for result in samples.everyone()]
    return json.loads(
        json.dumps({"assignment": "sgd", "passed_over": ["notes.pdf"], "results": results})
    )


def test_results_of_every_kind_are_valid(validator, document):
    assert [error.message for error in validator.iter_errors(document)] == []


def test_results_come_back_from_their_json_unchanged(document):
    assert [model.from_json(result) for result in document["results"]] == samples.everyone()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("results", 0, "status"), "done"),
        (("results", 0, "score"), None),
        (("results", 3, "score"), 0),
        (("results", 0, "schema"), "autograder-result/2"),
        (("results", 0, "surprise"), 1),
        (("results", 1, "exercises", 1, "tests", 0, "departures", 0, "log10_error", 0), -0.25),
        (("results", 2, "cells", 0, "cell"), 0),
    ],
)
def test_another_document_is_not_valid(validator, document, path, value):
    other = copy.deepcopy(document)
    place = other
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert not validator.is_valid(other)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("result", model.Result),
        ("exercise", model.ExerciseResult),
        ("test", model.TestResult),
        ("departure", model.Departure),
        ("cell", model.CellNote),
        ("provenance", model.Provenance),
    ],
)
def test_the_schema_has_the_fields_of_the_types(schema, name, kind):
    documented = set(schema["$defs"][name]["properties"]) - {"translations", "schema"}
    assert documented == {field.name for field in dataclasses.fields(kind)}


def test_the_page_names_every_status_and_outcome_and_field():
    page = (DOCS / "result.md").read_text("utf-8")
    kinds = [model.Result, model.TestResult, model.ExerciseResult, model.Departure]
    names = [field.name for kind in kinds for field in dataclasses.fields(kind)]
    names += [*model.Status, *model.Outcome]
    assert [name for name in names if f"`{name}`" not in page] == ["axes"] * ("`axes`" not in page)


def test_the_page_names_every_axis_that_has_a_word_in_korean():
    page = " ".join((DOCS / "result.md").read_text("utf-8").split())
    axes = [text["en"] for key, text in STRINGS.items() if key.startswith("axis_")]
    assert f"Korean too: {', '.join(axes)}." in page
