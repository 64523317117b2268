"""The JSON Schema of quizzes/<id>.yaml, made of the models that check it: for editors.

`python -m autograder.quiz.schema > docs/quizzes.schema.json` writes it anew.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from autograder.quiz.parts import QuestionPart, QuizPart
from autograder.quiz.questions import TYPES
from autograder.quiz.questions.fill_in import BlankPart
from autograder.quiz.questions.reading import CommonPart, whole_model


class _Generator(GenerateJsonSchema):
    # Defaults that are values of ours say nothing to an editor.
    ignored_warning_kinds = {"non-serializable-default"}


def schema() -> dict[str, Any]:
    """The schema of a whole file, draft 2020-12."""
    simple = [kind for kind in TYPES.values() if kind.simple]
    questions = {kind.name: whole_model(QuestionPart, type(kind)) for kind in TYPES.values()}
    blanks = {kind.name: whole_model(BlankPart, type(kind)) for kind in simple}
    models: list[type[BaseModel]] = [QuizPart, *questions.values(), *blanks.values()]
    _, whole = models_json_schema(
        [(model, "validation") for model in models], schema_generator=_Generator
    )
    parts: dict[str, Any] = whole["$defs"]
    for group in (questions, blanks):
        for name, model in group.items():
            parts[model.__name__]["properties"]["type"] = {"const": name}
    quiz = parts.pop(QuizPart.__name__)
    quiz["properties"]["questions"]["items"] = _one_of(questions)
    fill_in = parts[questions["fill_in"].__name__]
    fill_in["properties"]["blanks"]["additionalProperties"] = _one_of(blanks)
    used: dict[str, Any] = {}
    _collect(quiz, parts, used)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **quiz,
        "title": "A quiz",
        "$defs": used,
    }


def written() -> str:
    """The text of docs/quizzes.schema.json."""
    return json.dumps(schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _collect(value: Any, parts: dict[str, Any], used: dict[str, Any]) -> None:
    """Add to `used` the parts that `value` refers to; pydantic lists types of ours as well."""
    if isinstance(value, list):
        for inner in value:
            _collect(inner, parts, used)
    elif isinstance(value, dict):
        name = str(value.get("$ref", "")).removeprefix("#/$defs/")
        if name in parts and name not in used:
            used[name] = parts[name]
            _collect(parts[name], parts, used)
        for inner in value.values():
            _collect(inner, parts, used)


def _one_of(models: dict[str, type[CommonPart]]) -> dict[str, Any]:
    return {"oneOf": [{"$ref": f"#/$defs/{model.__name__}"} for model in models.values()]}


if __name__ == "__main__":
    sys.stdout.write(written())
